"""What `mkdocs-genai import` refuses, follows and waits for, wherever a course is."""

from __future__ import annotations

import contextlib
import io
import json
import re
import socket
import sys
import threading
import urllib.request
from http.client import HTTPMessage
from pathlib import Path

import pytest

from mkdocs_genai.problems import CommandError
from mkdocs_genai.registry.imported import MAX_BYTES
from mkdocs_genai.sharing.fetch import Redirects, read_web

from ..conftest import write_tree
from ..hostile.test_files import unprivileged
from ..site.course import COURSE, Course
from .support import OTHER, answering, kept, registry, run

BROKEN: dict[str, tuple[tuple[int, dict[str, str], bytes], str]] = {
    "moved": ((404, {}, b""), "answers 404 Not Found; the course may have moved"),
    "gone": ((410, {}, b""), "answers 410 Gone; the course may have moved"),
    "down": ((500, {}, b""), "answers 500 Internal Server Error"),
    "html": ((200, {}, b"<!doctype html>"), "not valid JSON: a value is expected here; put text in double quotes [GA002]"),
    "empty": ((200, {}, b""), "not valid JSON: the file is empty [GA002]"),
    "half": ((200, {}, registry()[:40]), "not valid JSON"),
    "deep": ((200, {}, b"[" * 100_000), "values are nested more than 100 levels deep; write them with fewer levels"),
    "latin": ((200, {}, b'{"version": "\xe4"}'), "is not UTF-8 text"),
    "other": ((200, {}, b'{"name": "x"}'), "the key 'version' is missing, so this is not a registry.json [GA008]"),
    "next": (
        (200, {}, registry(version=2)),
        "has version 2, but this mkdocs-genai reads version 1; update mkdocs-genai [GA008]",
    ),
    "areas": ((200, {}, registry(areas={})), "has no areas"),
    "id": ((200, {}, registry(areas={"../a": {"title": "A"}})), "'../a' is not a valid id"),
    "row": (
        (200, {}, registry(areas={"a": {"title": "A", "comparisons": {"t": {"title": "T", "rows": {"a b": {"title": "x"}}}}}})),
        "areas.a.comparisons.t.rows.a b: 'a b' is not a valid row id",
    ),
    "script": (
        (200, {}, registry(areas={"a": {"title": "A", "url": "JavaScript:alert(1)"}})),
        "areas.a.url: 'JavaScript:alert(1)' begins with 'javascript:'",
    ),
    "up": ((200, {}, registry(areas={"a": {"title": "A", "url": "../../a"}})), "'../../a' leads out of docs_dir"),
    "escape": ((200, {}, registry(areas={"a": {"title": "A\x1b[2J"}})), "has a control character (U+001B)"),
    "character": ((200, {}, registry(areas={"\ud800": {"title": "A"}})), "'\\ud800' is only half of a character [GA006]"),
    "number": ((200, {}, registry(areas={"a": {"title": 1}})), "expected text, found the number 1"),
    "large": ((200, {}, b" " * (MAX_BYTES + 1)), "is larger than 5 MB, the limit for a course"),
    "file": ((302, {"Location": "file:///etc/passwd"}, b""), "redirects to 'file:///etc/passwd', which is not followed"),
    "ftp": ((301, {"Location": "ftp://127.0.0.1/x"}, b""), "redirects to 'ftp://127.0.0.1/x', which is not followed"),
    "data": ((308, {"Location": "data:,x"}, b""), "redirects to 'data:,x', which is not followed"),
    "circle": ((302, {"Location": "/circle/registry.json"}, b""), "which is not followed"),
}


def test_what_is_broken_is_refused_and_what_is_kept_stays(course: Course) -> None:
    course.write(COURSE)
    answers = {f"/{name}/registry.json": answer for name, (answer, _) in BROKEN.items()}
    with answering(answers | {"/registry.json": (200, {}, registry())}) as url:
        assert run(course, "import", "x", url).exit_code == 0
        before = kept(course, "x").read_bytes()
        for name, (_, words) in BROKEN.items():
            done = run(course, "import", "x", f"{url}/{name}/")
            assert (done.exit_code, words in done.output) == (1, True), done.output
            assert done.output.endswith(f"\n{kept(course, 'x')} is kept as it was\n")
            assert "\x1b" not in done.output
    assert kept(course, "x").read_bytes() == before
    assert [file.name for file in kept(course, "x").parent.iterdir()] == ["x.json"]
    assert "nothing was imported" in run(course, "import", "y", f"{url}/gone/").output


def test_a_redirect_is_followed_and_addresses_are_relative_to_where_it_leads(course: Course) -> None:
    course.write(COURSE)
    answers = {"/registry.json": (301, {"Location": "/new/registry.json"}, b""), "/new/registry.json": (200, {}, registry())}
    with answering(answers) as url:
        assert run(course, "import", "x", url).exit_code == 0
    found = json.loads(kept(course, "x").read_text("utf-8"))
    assert (found["source"], found["areas"]["a"]["url"]) == (url, f"{url}/new/a/")


def test_an_address_may_be_in_any_script(course: Course) -> None:
    course.write(COURSE)
    with answering({"/%E8%AF%BE%E7%A8%8B/registry.json": (200, {}, registry())}) as url:
        assert run(course, "import", "x", f"{url}/课程/").exit_code == 0
    found = json.loads(kept(course, "x").read_text("utf-8"))
    assert (found["source"], found["areas"]["a"]["url"]) == (f"{url}/课程/", f"{url}/%E8%AF%BE%E7%A8%8B/a/")
    assert "'.example' is not a host name" in run(course, "import", "x", "http://.example/").output


@pytest.mark.parametrize(
    ("at", "to", "followed"),
    [
        ("http://example.org/a", "https://example.org/a", True),
        ("https://example.org/a", "https://example.com/a", True),
        ("https://example.org/a", "http://example.org/a", False),
        ("http://example.org/a", "file:///etc/passwd", False),
        ("http://example.org/a", "ftp://example.org/a", False),
    ],
)
def test_a_redirect_never_leads_to_less_than_it_came_from(at: str, to: str, followed: bool) -> None:
    request, headers = urllib.request.Request(at), HTTPMessage()
    if followed:
        redirected = Redirects().redirect_request(request, io.BytesIO(), 302, "Found", headers, to)
        assert redirected is not None
        assert redirected.full_url == to
    else:
        with pytest.raises(CommandError, match="which is not followed"):
            Redirects().redirect_request(request, io.BytesIO(), 302, "Found", headers, to)


def test_a_server_that_never_ends_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/registry.json"
        with pytest.raises(CommandError, match=r"took longer than 0\.2 seconds|timed out"):
            read_web(address, 0.2)


def test_a_server_that_says_a_little_again_and_again_is_left_in_time() -> None:
    left = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection, contextlib.suppress(OSError):
                connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
                while not left.wait(0.02):
                    connection.sendall(b" ")

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            with pytest.raises(CommandError, match=r"registry\.json took longer than 0\.3 seconds"):
                read_web(f"http://127.0.0.1:{server.getsockname()[1]}", 0.3)
        finally:
            left.set()
            thread.join()


def test_a_file_can_be_imported_and_says_where_its_course_is(course: Course, other: Course) -> None:
    site = other.build(OTHER).site
    course.write(COURSE)
    relative = run(course, "import", "garden", site)
    assert relative.exit_code == 1
    assert "its URLs are relative, and the URL of the course is not known; give it with --base https://…" in relative.output
    for address in (site, site / "registry.json", (site / "registry.json").as_uri()):
        assert run(course, "import", "garden", address, "--base", "https://example.org/garden").exit_code == 0
    found = json.loads(kept(course).read_text("utf-8"))
    assert found["source"] == "../other/site/registry.json"
    assert found["areas"]["gardening"]["topics"]["soil"]["url"] == "https://example.org/garden/#topic_gardening_soil"
    again = run(course, "import", "garden")
    assert again.output == f'nothing new in {kept(course)}: The "school" of <gardening>, 1 area, 2 topics\n'
    assert run(course, "import", "garden", site, "--base", "javascript:x").exit_code == 1


def test_a_folder_that_can_not_be_written_is_said(course: Course) -> None:
    course.write(COURSE)
    (course.root / "other.json").write_bytes(registry())
    kept(course).parent.write_text("a file where a folder would be", "utf-8")
    done = run(course, "import", "garden", course.root / "other.json", "--base", "https://example.org/")
    assert done.exit_code == 1
    assert re.search(r"imports/garden\.json can't be written: \w.*\nnothing was imported\n", done.output)


def test_a_file_that_can_not_be_read_is_said(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE + "--- other.json\n{}\n")
    (tmp_path / "other.json").chmod(0)
    command = [Path(sys.executable).parent / "mkdocs-genai", "import", "x", tmp_path / "other.json"]
    done = unprivileged(*command, "-f", tmp_path / "mkdocs.yml")
    assert done.returncode == 1
    assert "other.json can't be read: Permission denied\nnothing was imported\n" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Garden", "https://example.org"], "'Garden' is not a valid name"),
        (["../x", "https://example.org"], "'../x' is not a valid name"),
        (["x", "file://["], "'file://[' is not a URL"),
        (["x", "x" * 300], f"there is no file {'x' * 300}"),
        (["x", "https://example.org/\udcff"], r"'https://example.org/\udcff' has a control character (U+DCFF)"),
        (["x", "x.json", "--base", "https://\udcff"], r"'https://\udcff' has a control character (U+DCFF)"),
        (["x"], "'x' was not imported before, so name its address: mkdocs-genai import x ADDRESS"),
        (["x", "nowhere.json"], "there is no file nowhere.json"),
        (["x", "ftp://example.org/registry.json"], "is neither an http or https URL nor a file"),
        (["x", "https://me:secret@example.org/"], "a URL with a user name or password would be stored"),
        (["x", "https://exa mple.org/"], "is not a URL"),
    ],
)
def test_addresses_that_are_none_are_refused(course: Course, arguments: list[str], words: str) -> None:
    course.write(COURSE)
    done = run(course, "import", *arguments)
    assert done.exit_code == 1
    assert words in done.output
    assert "secret" not in done.output
    assert not kept(course).parent.exists()
