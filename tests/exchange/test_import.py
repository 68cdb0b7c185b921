"""`mkdocs-genai import`: what is taken from another course, what is refused, and that nothing kept is lost."""

from __future__ import annotations

import contextlib
import http.server
import io
import json
import socket
import threading
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from mkdocs_genai.cli import main
from mkdocs_genai.exchange import ImportFault, Redirects, read_web
from mkdocs_genai.registry.imports import MAX_BYTES

from ..conftest import ROOT, SITE_URL, served
from ..site.course import COURSE, PLAIN, Course, configured, dead_links

SNIPPETS = ROOT / "docs" / "snippets" / "other-courses"
OTHER = """
--- mkdocs.yml
site_name: Gardening school
theme: {name: material, font: false}
plugins: [genai]
--- docs/registry/course.yml
title: The "school" of <gardening>
--- docs/registry/gardening.yml
title: Gardening <i>
page: index.md
topics: {soil: {title: Soil & mulch}, sun: {title: Sun}}
comparisons:
  tools: {title: Tools, columns: {name: Name}, rows: {spade: {name: "A *spade*"}}}
--- docs/index.md
# Gardening

/// topic-cards
///
/// comparison-table | tools
///
"""
LINKS = """
--- docs/registry/frying.yml
title: Frying
page: frying.md
summary: After [][topic:garden:gardening/soil].
related: [baking, garden:gardening]
--- docs/frying.md
# Frying

[][area:garden:gardening], [soil][topic:garden:gardening/soil] and [][row:garden:gardening/tools/spade].

/// related-areas
///
"""


def run(course: Course, *arguments: object) -> Result:
    command = [*map(str, arguments), "-f", str(course.config)]
    return CliRunner().invoke(main, command, catch_exceptions=False)


@pytest.fixture
def other(tmp_path: Path) -> Course:
    return Course(tmp_path / "other")


def kept(course: Course, name: str = "garden") -> Path:
    return course.root / "docs" / "registry" / "imports" / f"{name}.json"


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers each path as a test says: status, headers and content."""

    answers: dict[str, tuple[int, dict[str, str], bytes]]

    def do_GET(self) -> None:
        status, headers, content = self.answers.get(self.path, (404, {}, b"nothing"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # it may have read enough
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Tests say what they have to say themselves."""


@contextlib.contextmanager
def answering(answers: dict[str, tuple[int, dict[str, str], bytes]]) -> Iterator[str]:
    handler = type("Handler", (Answers,), {"answers": answers})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def registry(**parts: Any) -> bytes:
    """A registry.json."""
    return json.dumps({"version": 1, "course": {"title": "X"}, "areas": {"a": {"title": "A", "url": "a/"}}} | parts).encode()


def test_links_to_an_imported_course_work_like_local_ones(course: Course, other: Course) -> None:
    site = other.build(OTHER).site
    course.write(COURSE + LINKS)
    with served(site) as url:
        done = run(course, "import", "garden", url)
    assert done.output == f'wrote {kept(course)}: The "school" of <gardening>, 1 area, 2 topics\n'
    assert run(course, "check").output == "no mistakes found\n"
    # The other course's server is gone by now.
    built = course.build()
    assert built.log == []
    links = built.page("frying/index.html").select(".md-content p a, .genai-related a")
    assert [(link.get_text(), str(link["href"])) for link in links] == [
        ("Gardening <i>", url),
        ("soil", f"{url}#topic_gardening_soil"),
        ("A spade", f"{url}#row_gardening_tools_spade"),
        ("Baking", "../baking/"),
        ("Gardening <i>", url),
    ]
    related = built.page("frying/index.html").select(".genai-related li")
    assert [item.get_text() for item in related] == ["Baking", 'Gardening <i> (The "school" of <gardening>)']
    card = built.page("index.html").select("#area_frying a")
    assert [(link.get_text(), str(link["href"])) for link in card if "garden" in str(link["href"])] == [
        ("Soil & mulch", f"{url}#topic_gardening_soil")
    ]
    assert dead_links(built.site) == []
    assert not list(built.site.rglob("imports*"))


def test_topics_and_nodes_may_lead_to_another_course(course: Course) -> None:
    topic = {"title": "Soil", "status": "planned", "url": "soil/"}
    areas = {"gardening": {"title": "Gardening", "url": "./", "topics": {"soil": topic}}}
    course.write(COURSE)
    with answering({"/registry.json": (200, {}, registry(areas=areas))}) as url:
        run(course, "import", "garden", url)
    frying = """
--- docs/registry/frying.yml
title: Frying
page: frying.md
topics: {oil: {title: Oil, requires: [baking/dough, garden:gardening/soil]}}
diagrams:
  way:
    title: The way
    nodes: {a: {label: A, topic: "garden:gardening/soil"}, b: {label: B, area: "garden:gardening"}}
    edges: [a --> b]
--- docs/frying.md
# Frying

/// topic-list
///

/// concept-diagram | way
///
"""
    built = course.build(frying)
    assert built.log == []
    page = built.page("frying/index.html")
    required = page.select(".md-content table td a")
    assert [(link.get_text(), link["href"]) for link in required] == [
        ("Dough", "../baking/deep/er/dough/"),
        ("Soil (X)", f"{url}/soil/"),
    ]
    assert {str(link.get("href") or link.get("xlink:href")) for link in page.select("svg a")} == {f"{url}/soil/", f"{url}/"}
    course.write(frying.replace("/soil", "/soill").replace('garden:gardening"', 'gardn:gardening"'))
    found = [line.partition(": ")[2] for line in run(course, "check").output.splitlines() if "[GA" in line]
    unknown = "the area 'garden:gardening' has no topic 'soill'; did you mean 'soil'? [GA021]"
    assert found == [
        f"topics.oil.requires[1]: {unknown}",
        f"diagrams.way.nodes.a.topic: {unknown}",
        "diagrams.way.nodes.b.area: no course 'gardn' is imported; did you mean 'garden'? [GA020]",
    ]


def test_the_example_of_the_docs(course: Course, project_url: str) -> None:
    command = (SNIPPETS / "import.sh").read_text("utf-8").replace("https://example.org/", project_url).split()
    area, page = ((SNIPPETS / name).read_text("utf-8") for name in ("gardening.yml", "links.txt"))
    course.write(f"{PLAIN}--- docs/registry/gardening.yml\n{area}\n--- docs/index.md\n# Gardening\n\n{page}")
    assert run(course, *command[1:]).exit_code == 0
    built = course.build()
    assert built.log == []
    links = built.page("index.html").select(".md-content p a, .genai-related a")
    # The project's site says with site_url where it is.
    assert [str(link["href"]).removeprefix(SITE_URL) for link in links] == [
        "generative-ai/",
        "generative-ai/text-generation/",
        "generative-ai/#row_generative-ai_families_diffusion",
        "computer-vision/",
    ]
    assert [link.get_text() for link in links[:1]] == ["Generative AI"]


def test_importing_again_changes_nothing_until_the_course_does(course: Course, other: Course) -> None:
    site = other.build(OTHER).site
    course.write(COURSE)
    with served(site) as url:
        run(course, "import", "garden", f"{url}registry.json")
        first = kept(course).read_bytes()
        again = run(course, "import", "garden")
        assert (again.exit_code, again.output.split(":")[0]) == (0, f"nothing new in {kept(course)}")
        assert kept(course).read_bytes() == first
        other.build(OTHER.replace("sun: {title: Sun}", "rain: {title: Rain}"))
        changed = run(course, "import", "garden")
    assert changed.exit_code == 0
    assert changed.output.splitlines()[1:] == [
        "no longer there: topic gardening/sun",
        "mkdocs-genai check tells which links lead there",
    ]
    assert json.loads(kept(course).read_text("utf-8"))["areas"]["gardening"]["topics"].keys() == {"soil", "rain"}


def test_two_courses_that_import_each_other(course: Course, other: Course) -> None:
    course.write(configured(f"site_url: {SITE_URL}\n"))
    other.write(OTHER)
    assert run(other, "import", "kitchen", course.build().site).exit_code == 0
    other.write("--- docs/registry/gardening.yml\ntitle: Gardening\npage: index.md\nrelated: ['kitchen:baking']\n")
    with served(other.build("--- docs/index.md\n# G\n\n/// related-areas\n///\n").site) as url:
        assert run(course, "import", "garden", url).exit_code == 0
    course.write(
        LINKS.replace("[topic:garden:gardening/soil]", "[area:garden:gardening]").replace(
            " and [][row:garden:gardening/tools/spade]", ""
        )
    )
    for each in (course, other):
        built = each.build()
        assert built.log == []
        # What is another course's is not published as one's own.
        published = (built.site / "registry.json").read_text("utf-8")
        assert "garden:" not in published
        assert "kitchen:" not in published
    before = kept(course).read_bytes()
    # The other course moves away.
    moved = run(course, "import", "garden")
    assert moved.exit_code == 1
    refused = f"Error: {url}registry.json can't be read: Connection refused\n{kept(course)} is kept as it was\n"
    assert moved.output == refused
    assert kept(course).read_bytes() == before
    assert course.build().log == []


BROKEN: dict[str, tuple[tuple[int, dict[str, str], bytes], str]] = {
    "moved": ((404, {}, b""), "answers 404 Not Found; the course may have moved"),
    "gone": ((410, {}, b""), "answers 410 Gone; the course may have moved"),
    "down": ((500, {}, b""), "answers 500 Internal Server Error"),
    "html": ((200, {}, b"<!doctype html>"), "not valid JSON: a value is expected here; texts stand in double quotes [GA002]"),
    "empty": ((200, {}, b""), "not valid JSON: the file is empty [GA002]"),
    "half": ((200, {}, registry()[:40]), "not valid JSON"),
    "deep": ((200, {}, b"[" * 100_000), "values are nested too deep"),
    "latin": ((200, {}, b'{"version": "\xe4"}'), "is not UTF-8 text"),
    "other": ((200, {}, b'{"name": "x"}'), "the key 'version' is missing, so this is no registry.json [GA008]"),
    "next": (
        (200, {}, registry(version=2)),
        "is of version 2, and this mkdocs-genai reads version 1; update mkdocs-genai [GA008]",
    ),
    "areas": ((200, {}, registry(areas={})), "has no area at all"),
    "id": ((200, {}, registry(areas={"../a": {"title": "A"}})), "'../a' is no id"),
    "script": (
        (200, {}, registry(areas={"a": {"title": "A", "url": "JavaScript:alert(1)"}})),
        "areas.a.url: 'JavaScript:alert(1)' begins with 'javascript:'",
    ),
    "up": ((200, {}, registry(areas={"a": {"title": "A", "url": "../../a"}})), "'../../a' leaves docs_dir"),
    "escape": ((200, {}, registry(areas={"a": {"title": "A\x1b[2J"}})), "has a control character (U+001B)"),
    "character": ((200, {}, registry(areas={"\ud800": {"title": "A"}})), "'\\ud800' is half a character [GA006]"),
    "number": ((200, {}, registry(areas={"a": {"title": 1}})), "expected a text, found the number 1"),
    "large": ((200, {}, b" " * (MAX_BYTES + 1)), "is larger than 5 MB, which no course's is"),
    "file": ((302, {"Location": "file:///etc/passwd"}, b""), "leads on to 'file:///etc/passwd', which is not followed"),
    "ftp": ((301, {"Location": "ftp://127.0.0.1/x"}, b""), "leads on to 'ftp://127.0.0.1/x', which is not followed"),
    "data": ((308, {"Location": "data:,x"}, b""), "leads on to 'data:,x', which is not followed"),
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
    assert "'.example' is no name of a host" in run(course, "import", "x", "http://.example/").output


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
        with pytest.raises(ImportFault, match="which is not followed"):
            Redirects().redirect_request(request, io.BytesIO(), 302, "Found", headers, to)


def test_a_server_that_never_ends_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/registry.json"
        with pytest.raises(ImportFault, match=r"took longer than 0\.2 seconds|timed out"):
            read_web(address, 0.2)


def test_a_file_can_be_imported_and_says_where_its_course_is(course: Course, other: Course) -> None:
    site = other.build(OTHER).site
    course.write(COURSE)
    relative = run(course, "import", "garden", site)
    assert relative.exit_code == 1
    assert "its addresses are relative, and nothing says where the course is; say it with --base https://…" in relative.output
    for address in (site, site / "registry.json", (site / "registry.json").as_uri()):
        assert run(course, "import", "garden", address, "--base", "https://example.org/garden").exit_code == 0
    found = json.loads(kept(course).read_text("utf-8"))
    assert found["source"] == "../other/site/registry.json"
    assert found["areas"]["gardening"]["topics"]["soil"]["url"] == "https://example.org/garden/#topic_gardening_soil"
    again = run(course, "import", "garden")
    assert again.output == f'nothing new in {kept(course)}: The "school" of <gardening>, 1 area, 2 topics\n'
    assert run(course, "import", "garden", site, "--base", "javascript:x").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Garden", "https://example.org"], "'Garden' is no name"),
        (["../x", "https://example.org"], "'../x' is no name"),
        (["x"], "nothing says where 'x' is; write its address: mkdocs-genai import x ADDRESS"),
        (["x", "nowhere.json"], "there is no file nowhere.json"),
        (["x", "ftp://example.org/registry.json"], "is no address of http or https, and no file"),
        (["x", "https://me:secret@example.org/"], "an address with a name or password in it would be kept"),
        (["x", "https://exa mple.org/"], "is no address"),
    ],
)
def test_addresses_that_are_none_are_refused(course: Course, arguments: list[str], words: str) -> None:
    course.write(COURSE)
    done = run(course, "import", *arguments)
    assert done.exit_code == 1
    assert words in done.output
    assert "secret" not in done.output
    assert not kept(course).parent.exists()


def test_editors_complete_imported_areas(course: Course) -> None:
    course.write(COURSE)
    with answering({"/registry.json": (200, {}, registry())}) as url:
        run(course, "import", "x", url)
    schema = json.loads(run(course, "schema").output)
    area = {"title": "T", "related": ["x:a", "baking"]}
    jsonschema.validate(area, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(area | {"related": ["x:b"]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(area | {"requires": ["x:a"]}, schema)


def test_a_page_is_told_of_an_unknown_name_with_the_nearest(course: Course) -> None:
    block = "/// topic-cards | garden:gardening\n///\n"
    page = (
        f"--- docs/frying.md\n# F\n\n{block}\n[x][topic:garden:gardening/sol], [x][area:gardn:gardening], [x][topic:none:a/b]\n"
    )
    course.write(COURSE + page)
    areas = {"gardening": {"title": "G", "topics": {"soil": {"title": "S", "status": "planned"}}}}
    with answering({"/registry.json": (200, {}, registry(areas=areas))}) as url:
        run(course, "import", "garden", url)
    course.write(page.replace("sol]", "soil]"))
    found = [line.partition(": ")[2] for line in run(course, "check").output.splitlines() if "[GA" in line]
    assert found == [
        "/// topic-cards | garden:gardening: there is no area 'garden:gardening'; a block shows this course's own areas, "
        "and links lead to other courses' [GA062]",
        "[area:gardn:gardening]: no course 'gardn' is imported; did you mean 'garden'? [GA062]",
        "[topic:garden:gardening/soil]: the course 'garden' publishes no address of it [GA065]",
        "[topic:none:a/b]: no course 'none' is imported; known are garden [GA062]",
    ]
