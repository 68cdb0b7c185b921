"""Reads a file or a URL, with limits of size, time and redirects, only by http and https."""

from __future__ import annotations

import os
import queue
import re
import string
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit
from urllib.request import url2pathname

from ..addresses import address_problem
from ..problems import CommandError
from ..registry.imported import MAX_BYTES, printable, too_large
from ..registry.registry_json_format import REGISTRY_JSON

SECONDS = 30
"""The time limit of a fetch, from resolving the host name to the last byte."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
"""At least two letters, unlike a Windows drive."""
WEB = ("http", "https")


def scheme(address: str) -> str:
    """The address's scheme in lower case, or nothing for a path."""
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def file_path(address: str) -> str:
    """The path of a file, which may be written as an address. Raises CommandError."""
    try:
        return url2pathname(urlsplit(address).path) if scheme(address) == "file" else address
    except ValueError as error:
        raise CommandError(f"'{printable(address)}' is not a URL") from error


def read_file(address: str) -> tuple[str, str]:
    """The text of a file and its name. Raises CommandError."""
    if scheme(address) not in ("", "file"):
        raise CommandError(f"'{printable(address)}' is neither an http or https URL nor a file")
    path = Path(file_path(address))
    if os.path.isdir(path):
        path /= REGISTRY_JSON
    if not os.path.isfile(path):
        raise CommandError(f"there is no file {path.as_posix()}")
    try:
        with path.open("rb") as file:
            name = path.as_posix()
            return _decoded(_limited(file.read, name), name), name
    except OSError as error:
        raise CommandError(f"{path.as_posix()} can't be read: {error.strerror or error}") from error


def read_web(address: str, seconds: float = SECONDS) -> tuple[str, str]:
    """The text at a URL, and the URL after redirects. Raises CommandError."""
    if address_problem(address):
        raise CommandError(f"'{printable(address)}' is not a URL")
    if "@" in urlsplit(address).netloc:
        raise CommandError("a URL with a user name or password would be stored in the registry; give one without")
    if urlsplit(address).path.endswith("/") or not urlsplit(address).path:
        address = urlsplit(address)._replace(path=f"{urlsplit(address).path or '/'}{REGISTRY_JSON}").geturl()
    results: queue.Queue[tuple[str, str] | BaseException] = queue.Queue()

    def work() -> None:
        try:
            results.put(_fetch(address, seconds))
        except BaseException as error:  # noqa: BLE001 - raised again below, in the thread that waits
            results.put(error)

    # Socket time-outs count from byte to byte, so a slow server could go on forever; a daemon thread can be abandoned.
    threading.Thread(target=work, daemon=True).start()
    try:
        result = results.get(timeout=seconds)
    except queue.Empty:
        raise CommandError(f"{address} took longer than {seconds:g} seconds") from None
    if isinstance(result, BaseException):
        raise result
    return result


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects only to http and https, and never from https to http."""

    max_redirections = 5

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """See HTTPRedirectHandler."""
        allowed = ("https",) if scheme(req.full_url) == "https" else WEB
        if scheme(newurl) not in allowed or address_problem(newurl):
            fp.close()
            raise CommandError(f"{req.full_url} redirects to '{printable(newurl)}', which is not followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fetch(address: str, seconds: float) -> tuple[str, str]:
    opener = urllib.request.OpenerDirector()
    handlers = (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
        Redirects,
    )
    for handler in handlers:
        opener.add_handler(handler())
    headers = {"Accept": "application/json", "User-Agent": "mkdocs-genai"}
    request = urllib.request.Request(_in_ascii(address), headers=headers)  # noqa: S310 - only http and https come here
    try:
        with opener.open(request, timeout=seconds) as response:
            return _decoded(_limited(response.read, address), address), response.url
    except urllib.error.HTTPError as error:
        with error:
            raise CommandError(_refusal(address, error)) from error
    except (OSError, HTTPException, ValueError) as error:
        cause = getattr(error, "reason", None) or error
        reason = getattr(cause, "strerror", None) or cause
        raise CommandError(f"{address} can't be read: {printable(str(reason))}") from error


def _in_ascii(address: str) -> str:
    """The URL encoded in ASCII: hosts and paths may be in any script. Raises CommandError."""
    parts = urlsplit(address)
    try:
        netloc = parts.netloc.encode("idna").decode()
    except UnicodeError as error:
        raise CommandError(f"'{printable(parts.netloc)}' is not a host name") from error
    path, query = quote(parts.path, safe=string.punctuation), quote(parts.query, safe=string.punctuation)
    return parts._replace(netloc=netloc, path=path, query=query, fragment="").geturl()


def _refusal(address: str, error: urllib.error.HTTPError) -> str:
    if error.code in range(300, 400):
        to = printable(error.headers.get("Location") or "nowhere")
        return f"{address} redirects to '{to}', which is not followed"
    moved = "; the course may have moved" if error.code in (404, 410) else ""
    return f"{address} answers {error.code} {printable(error.reason)}{moved}"


def _limited(read: Callable[[int], bytes], name: str) -> bytes:
    content = read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise CommandError(str(too_large(printable(name))))
    return content


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{printable(name)} is not UTF-8 text") from error
