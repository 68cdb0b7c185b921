"""Imports another course: fetches its registry.json, checks it, and keeps it as a file of the own registry.

This is the only part that touches the network, and it is only run by `mkdocs-genai import`; a build reads the kept file.
Whatever goes wrong, what was kept before stays as it is.
"""

from __future__ import annotations

import json
import os
import queue
import re
import string
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from .project import Project
from .project_files import check_place, write_file
from .registry.imports import MAX_BYTES, Imported, parse_published, printable, read_import, too_large, urls
from .registry.layers import IMPORTS
from .registry.load import show
from .registry.problems import report
from .registry.published import Published, at_address
from .registry.registry_json import REGISTRY_JSON
from .registry.source import leads_out
from .registry.texts import address_fault, is_id, text_fault

SECONDS = 30
"""How long a fetch may take, from the name of the host to the last byte."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
"""Of at least two letters, unlike a drive of Windows."""
_WEB = ("http", "https")


class ImportFault(Exception):
    """Why nothing was imported."""


class Outcome(NamedTuple):
    """What an import has done: the file that is kept, the course, whether it differs, and what the course no longer has."""

    file: Path
    course: Published
    changed: bool
    gone: tuple[str, ...]


def import_course(project: Project, name: str, address: str | None, base: str | None = None) -> Outcome:
    """Fetch and keep another course; raises ImportFault.

    `address` is that of its registry.json, or a file's path; without one, where it was imported from before. `base` is
    where the course is, for a file with relative addresses.
    """
    if not is_id(name):
        raise ImportFault(f"'{name}' is no name: names are made of lower-case letters, digits and hyphens")
    for given in (address, base):
        if given is not None and (wrong := text_fault(given)):
            raise ImportFault(f"'{printable(given)}' {wrong.reason}")
    if not project.has_own_layer:
        raise ImportFault("all layers of the registry are packages; name a folder of your own last, where it can be kept")
    file = imported_file(project, name)
    if leads_out(file.parent, file.parent.parent):
        raise ImportFault(f"{show(file.parent, project.root)} leads out of the registry's folder")
    try:
        check_place(file, project.folders)
    except OSError as error:
        raise ImportFault(f"{show(file, project.root)} can't be written: {error.strerror}") from error
    kept = read_import(file, show(file, project.root))[0] if file.exists() else None
    if address is None:
        address = kept.source if kept else None
        if address is None:
            raise ImportFault(f"nothing says where '{name}' is; write its address: mkdocs-genai import {name} ADDRESS")
        origin = address if _scheme(address) else str(project.root / address)
        base = base or (kept.base if kept else None)
    else:
        origin = address
    text, found_at = read_web(origin) if _scheme(origin) in _WEB else _read_file(origin)
    course = _checked(text, found_at, base)
    source = address if _scheme(address) in _WEB else show(Path(_path_of(origin)).absolute(), project.root)
    origins = {"source": source} | ({"base": base} if base else {})
    published = course.model_dump(mode="json", exclude_defaults=True)
    changed = _keep(file, json.dumps(origins | published, ensure_ascii=False, indent=1) + "\n", project.folders)
    return Outcome(file, course, changed, _gone(kept, course))


def imported_file(project: Project, name: str) -> Path:
    """Where an imported course is kept."""
    folder = project.registry if os.path.isdir(project.registry) else project.registry.parent
    return folder / IMPORTS / f"{name}.json"


def _checked(text: str, found_at: str, base: str | None) -> Published:
    """The course in a text, with absolute addresses. Raises ImportFault."""
    course, problems = parse_published(text, printable(found_at))
    if course is None:
        raise ImportFault(f"this is no registry that a course has published:\n{report(problems)}")
    if not course.areas:
        raise ImportFault(f"{printable(found_at)} has no area at all")
    relative = [url for _, url in urls(course) if not _scheme(url)]
    folder = base or ("" if _scheme(found_at) else course.course.url)
    if folder and (_scheme(folder) not in _WEB or address_fault(folder)):
        raise ImportFault(f"'{printable(folder)}' is no address of a course; begin it with https://")
    if relative and not folder and not _scheme(found_at):
        message = "its addresses are relative, and nothing says where the course is; say it with --base https://…"
        raise ImportFault(f"{printable(found_at)}: {message}")
    return at_address(course, f"{folder.rstrip('/')}/" if folder else found_at)


def _gone(kept: Imported | None, course: Published) -> tuple[str, ...]:
    """What links could name before and can't any more."""
    return tuple(sorted(_names(kept) - _names(course))) if kept else ()


def _names(course: Published) -> set[str]:
    names: set[str] = set()
    for area_id, area in course.areas.items():
        names |= {f"area {area_id}"} | {f"topic {area_id}/{topic_id}" for topic_id in area.topics}
        for comparison_id, comparison in area.comparisons.items():
            names |= {f"row {area_id}/{comparison_id}/{row_id}" for row_id in comparison.rows}
    return names


def _keep(file: Path, content: str, folders: Sequence[Path]) -> bool:
    """Write a file; gives whether it is another one than before."""
    try:
        if file.is_file() and file.read_bytes() == content.encode():
            return False
        write_file(file, content, folders)
    except OSError as error:
        raise ImportFault(f"{file} can't be written: {error.strerror or error}") from error
    return True


def _scheme(address: str) -> str:
    """The address's scheme in lower case, or nothing for a path."""
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def _path_of(address: str) -> str:
    """The path of a file, which may be written as an address. Raises ImportFault."""
    try:
        return unquote(urlsplit(address).path) if _scheme(address) == "file" else address
    except ValueError as error:
        raise ImportFault(f"'{printable(address)}' is no address") from error


def _read_file(address: str) -> tuple[str, str]:
    """The text of a file and its name. Raises ImportFault."""
    if _scheme(address) not in ("", "file"):
        raise ImportFault(f"'{printable(address)}' is no address of http or https, and no file")
    path = Path(_path_of(address))
    if os.path.isdir(path):
        path /= REGISTRY_JSON
    if not os.path.isfile(path):
        raise ImportFault(f"there is no file {path}")
    try:
        with path.open("rb") as file:
            return _decoded(_limited(file.read, str(path)), str(path)), str(path)
    except OSError as error:
        raise ImportFault(f"{path} can't be read: {error.strerror or error}") from error


def read_web(address: str, seconds: float = SECONDS) -> tuple[str, str]:
    """The text at an address, and the address that it was found at in the end. Raises ImportFault."""
    if address_fault(address):
        raise ImportFault(f"'{printable(address)}' is no address")
    if "@" in urlsplit(address).netloc:
        raise ImportFault("an address with a name or password in it would be kept in the registry; give one without")
    if urlsplit(address).path.endswith("/") or not urlsplit(address).path:
        address = urlsplit(address)._replace(path=f"{urlsplit(address).path or '/'}{REGISTRY_JSON}").geturl()
    results: queue.Queue[tuple[str, str] | BaseException] = queue.Queue()

    def work() -> None:
        try:
            results.put(_fetch(address, seconds))
        except BaseException as error:  # noqa: BLE001 - raised again below, in the thread that waits
            results.put(error)

    # The time-outs of sockets count from byte to byte, and a slow server could go on for ever; a daemon can be left behind.
    threading.Thread(target=work, daemon=True).start()
    try:
        result = results.get(timeout=seconds)
    except queue.Empty:
        raise ImportFault(f"{address} took longer than {seconds:g} seconds") from None
    if isinstance(result, BaseException):
        raise result
    return result


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to http and https only, and from https never back to http."""

    max_redirections = 5

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """See HTTPRedirectHandler."""
        allowed = ("https",) if _scheme(req.full_url) == "https" else _WEB
        if _scheme(newurl) not in allowed or address_fault(newurl):
            fp.close()
            raise ImportFault(f"{req.full_url} leads on to '{printable(newurl)}', which is not followed")
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
            raise ImportFault(_refusal(address, error)) from error
    except (OSError, HTTPException, ValueError) as error:
        cause = getattr(error, "reason", None) or error
        reason = getattr(cause, "strerror", None) or cause
        raise ImportFault(f"{address} can't be read: {printable(str(reason))}") from error


def _in_ascii(address: str) -> str:
    """The address as it is sent: hosts and paths may be in any script. Raises ImportFault."""
    parts = urlsplit(address)
    try:
        netloc = parts.netloc.encode("idna").decode()
    except UnicodeError as error:
        raise ImportFault(f"'{printable(parts.netloc)}' is no name of a host") from error
    path, query = quote(parts.path, safe=string.punctuation), quote(parts.query, safe=string.punctuation)
    return parts._replace(netloc=netloc, path=path, query=query, fragment="").geturl()


def _refusal(address: str, error: urllib.error.HTTPError) -> str:
    if error.code in range(300, 400):
        to = printable(error.headers.get("Location") or "nowhere")
        return f"{address} leads on to '{to}', which is not followed"
    moved = "; the course may have moved" if error.code in (404, 410) else ""
    return f"{address} answers {error.code} {printable(error.reason)}{moved}"


def _limited(read: Callable[[int], bytes], name: str) -> bytes:
    content = read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ImportFault(str(too_large(printable(name))))
    return content


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFault(f"{printable(name)} is not UTF-8 text") from error
