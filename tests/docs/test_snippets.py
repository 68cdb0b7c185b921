"""Every example in the docs is a file under `docs/snippets/`; here they are built and run.

A file in `commands/` has commands, each after `$ `, and what they print. To write the outputs anew after a change of words,
run `python -m tests.docs.test_snippets`, and read the difference.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.scaffold import new_course

from ..conftest import COUNTED, ENVIRONMENT, ROOT, files_of
from ..site.course import build_strictly
from ..web_server import QuietHandler, listening

SNIPPETS = ROOT / "docs" / "snippets"
USE = ROOT / "docs" / "use"
COMMANDS = sorted((SNIPPETS / "commands").glob("*.txt"))
START = ("new-course", "new-area", "new-topic", "build")
"""What the first page has a reader run, one after the other."""
STATUS = {"eject": 0, "export": 0, "check-wrong-usage": 2}
"""How a file's command ends, where it is not with 1: the others show problems."""
COURSES = sorted(file.parent for file in SNIPPETS.glob("*/mkdocs.yml") if file.parent.name != "table-reader-before")
"""What is before the way in from mkdocs-table-reader needs that plugin, which brings pandas; it was tried by hand."""
ELSEWHERE = (ROOT / "mkdocs_genai" / "starter", ROOT / "tests" / "plugins")
"""Where else examples are taken from: what `mkdocs-genai new` writes, and packages that extend the plugin."""
REPORTS = (ROOT / "tests" / "registry" / "broken", ROOT / "tests" / "docs" / "broken")
INCLUDED = re.compile(r'^ *(?:--8<--) "([^":]+)', re.MULTILINE)


def prepared(name: str, folder: Path) -> Path:
    """The folder in which a file's commands run; the part of its name before `-in-` says which."""
    if name.startswith("new-course"):
        return folder
    new_course(folder, "My course")
    if "problems" in name:
        shutil.copy(SNIPPETS / "problems" / "first-area.yml", folder / "docs" / "registry")
    if "page" in name:
        (folder / "docs" / "page.md").write_text((SNIPPETS / "problems" / "page.txt").read_text("utf-8"), "utf-8")
    if "template" in name:
        (folder / "overrides" / "genai").mkdir(parents=True)
        shutil.copy(SNIPPETS / "problems" / "card.html", folder / "overrides" / "genai")
        config = folder / "mkdocs.yml"
        config.write_text(
            config.read_text("utf-8").replace("  name: material\n", "  name: material\n  custom_dir: overrides\n"), "utf-8"
        )
    return folder


def output_of(file: Path, cwd: Path) -> tuple[str, int]:
    """A file's commands, run in a folder, what they print, and the exit status of the last."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    text, status = "", 0
    for command in re.findall(r"^\$ (.*)$", file.read_text("utf-8"), re.MULTILINE):
        done = subprocess.run(
            command,
            shell=True,
            cwd=cwd,
            env=ENVIRONMENT | COUNTED | {"PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        status = done.returncode
        printed = done.stdout.replace(str(cwd), "/home/you/my-course")
        text += f"$ {command}\n" + re.sub(r"[0-9.]+ seconds", "0.50 seconds", printed)
    return text, status


def course_of(example: Path, folder: Path) -> Path:
    """An example's files as a course; its pages are texts here, so that they are no pages of our own site."""
    shutil.copytree(example, folder)
    for page in folder.rglob("*.txt"):
        lines = page.read_text("utf-8").splitlines(keepends=True)
        page.with_suffix(".md").write_text("".join(line for line in lines if "--8<--" not in line), "utf-8")
        page.unlink()
    return folder


@pytest.mark.parametrize("file", [file for file in COMMANDS if file.stem not in START], ids=lambda file: file.stem)
def test_a_command_prints_what_the_docs_show_and_has_its_exit_status(file: Path, tmp_path: Path) -> None:
    assert output_of(file, prepared(file.stem, tmp_path)) == (file.read_text("utf-8"), STATUS.get(file.stem, 1))


def test_the_start_leads_from_an_empty_folder_to_a_site(tmp_path: Path) -> None:
    start = (USE / "index.md").read_text("utf-8").partition("## A new course")[2].partition("\n## ")[0]
    # What pip installs is tested from the wheel.
    files = [SNIPPETS / name for name in INCLUDED.findall(start) if not name.endswith(".sh")]
    assert tuple(file.stem for file in files) == START
    folder = tmp_path
    for file in files:
        assert output_of(file, folder) == (file.read_text("utf-8"), 0)
        if entered := re.search(r" cd (\S+) && ", file.read_text("utf-8")):
            folder /= entered[1]
    home = BeautifulSoup((folder / "site" / "index.html").read_text("utf-8"), "html.parser")
    assert [link.get_text() for link in home.select(".genai-card__link")] == ["The first area", "Second area"]
    area = BeautifulSoup((folder / "site" / "first-area" / "index.html").read_text("utf-8"), "html.parser")
    assert [link.get_text() for link in area.select(".genai-card__link")] == ["The first topic", "The third topic"]


def test_three_files_make_a_site_that_has_a_registry(tmp_path: Path) -> None:
    part = (USE / "index.md").read_text("utf-8").partition("## A site that you already have")[2].partition("\n## ")[0]
    shown = re.findall(r'title="(.*?)"\n--8<-- "(.*?)(?::\w+)?"', part)
    course = course_of(SNIPPETS / "existing-site", tmp_path / "course")
    assert {title for title, _ in shown} == set(files_of(course))
    assert [title for title, name in shown if Path(name).with_suffix("") != Path("existing-site", title).with_suffix("")] == []


def test_gh_deploy_pushes_the_site(tmp_path: Path) -> None:
    remote, course = tmp_path / "remote.git", tmp_path / "course"
    new_course(course, "My course")
    author = {f"GIT_{who}_{what}": "you@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = ENVIRONMENT | author | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}

    def run(command: str, cwd: Path) -> str:
        done = subprocess.run(command.split(), cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(f"git init --quiet --bare {remote}", tmp_path)
    run("git init --quiet", course)
    run("git add .", course)
    run("git commit --quiet -m Begin", course)
    run(f"git remote add origin {remote}", course)
    run((SNIPPETS / "commands" / "gh-deploy.sh").read_text("utf-8"), course)
    pushed = run("git ls-tree -r --name-only gh-pages", remote).splitlines()
    assert {"index.html", "first-area/index.html", ".nojekyll"} <= set(pushed)
    assert [name for name in pushed if name.endswith((".yml", ".md")) and not name.endswith(".html.md")] == []


@pytest.mark.parametrize("example", COURSES, ids=lambda example: example.name)
def test_an_example_builds_strictly(example: Path, tmp_path: Path) -> None:
    course = course_of(example, tmp_path / "course")
    build_strictly(course)


def test_data_files_are_the_same_on_both_sides_of_the_way_in() -> None:
    after = SNIPPETS / "other-plugins-after/docs/registry/data"
    for name in ("table-reader-before/docs/data/trees.csv", "macros-before/docs/data/tools.yml"):
        assert (SNIPPETS / name).read_bytes() == (after / Path(name).name).read_bytes()


def test_a_table_is_the_same_after_the_way_in_from_markdown(tmp_path: Path) -> None:
    tables = []
    for name in ("markdown-tables-before", "markdown-tables-after"):
        course = course_of(SNIPPETS / name, tmp_path / name)
        build_strictly(course)
        page = BeautifulSoup((course / "site" / "index.html").read_text("utf-8"), "html.parser")
        tables += [
            [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")]
            for table in page.select("table")
        ]
    by_hand, own_rows, from_file = tables
    assert [row[0] for row in by_hand] == [row[0] for row in own_rows] == [row[0] for row in from_file]
    assert [row[1] for row in by_hand] == [row[1] for row in own_rows] == [row[1] for row in from_file]
    assert [row[2] for row in own_rows] == ["No", "Yes", "No", "No 1"]


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of a course with a look of its own, built."""
    course = course_of(SNIPPETS / "look", tmp_path_factory.mktemp("look") / "course")
    build_strictly(course)
    return course


def test_an_overridden_card_and_color_are_in_the_page(look: Path) -> None:
    page = BeautifulSoup((look / "site" / "index.html").read_text("utf-8"), "html.parser")
    assert [title.get_text(strip=True) for title in page.select("li.genai-card > h3")] == ["Soil"]
    leaf = BeautifulSoup((look / "overrides/.icons/course/leaf.svg").read_text("utf-8"), "html.parser")
    assert [icon["d"] for icon in page.select(".genai-icon path")] == [icon["d"] for icon in leaf.select("path")]
    sheets = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
    assert sheets.index("stylesheets/course.css") > sheets.index("assets/genai/genai.css")
    assert 'class="genai-trail"' in (look / "site" / "soil" / "index.html").read_text("utf-8")


@pytest.mark.browser
def test_an_overridden_color_is_what_a_reader_sees_in_both_schemes(look: Path, browser: Browser) -> None:
    sheet = (look / "docs/stylesheets/course.css").read_text("utf-8")
    page = browser.new_page()
    # The theme's fonts come from elsewhere.
    page.route("https://**", lambda route: route.abort())
    page.goto((look / "site" / "index.html").as_uri())
    for scheme, color in zip(("default", "slate"), re.findall("--genai-accent: (#.*?);", sheet), strict=True):
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
        shown = page.evaluate("getComputedStyle(document.querySelector('.genai-icon')).color")
        assert shown == f"rgb({red}, {green}, {blue})"
    page.close()


def test_every_snippet_is_included_and_every_example_is_a_snippet() -> None:
    pages = [page.read_text("utf-8") for page in sorted(USE.rglob("*.md"))]
    included = {name for page in pages for name in INCLUDED.findall(page)}
    snippets = {name for name in files_of(SNIPPETS) if not name.endswith("/mkdocs.yml")}
    # Pages without a line worth showing are only there so that the example is whole.
    assert {
        name
        for name in snippets - included
        if not name.startswith(
            (
                "course/docs/",
                "data-files/docs/",
                "gallery/docs/",
                "gardening/docs/",
                "languages/docs/",
                "look/docs/",
                "other-plugins-after/docs/registry/data/",
                "quiz/docs/",
                "zensical/docs/",
            )
        )
    } == set()
    assert {name for name in included if not any((folder / name).is_file() for folder in (SNIPPETS, *ELSEWHERE))} == set()
    # A fence has a snippet, or one line that a test below knows.
    fences = [fence for page in pages for fence in re.findall(r"^( *)```[^\n`]+\n(.*?)^\1```", page, re.MULTILINE | re.DOTALL)]
    assert [text for _, text in fences if "--8<--" not in text] == []


def test_messages_that_headings_quote_are_what_is_printed() -> None:
    printed = [file.read_text("utf-8") for folder in (SNIPPETS / "commands", *REPORTS) for file in sorted(folder.glob("*.txt"))]
    headings = re.findall(r"^## .*$", (USE / "troubleshooting.md").read_text("utf-8"), re.MULTILINE)
    quoted = [quote for heading in headings for quote in re.findall(r'"(.*?)"', heading)]
    assert len(quoted) >= 5
    assert [quote for quote in quoted if not any(quote in text for text in printed)] == []


def test_snippets_are_not_in_the_site(project_site: Path) -> None:
    assert [name for name in files_of(project_site) if "snippets" in name] == []


def test_every_block_and_option_is_in_the_docs(project_site: Path) -> None:
    page = (USE / "blocks.md").read_text("utf-8")
    parts = {part.partition("\n")[0].strip("`# "): part for part in page.split("\n## ")}
    for block in BLOCKS.values():
        options = set(re.findall(r"^- `([a-z]+)`: ", parts[block.NAME], re.MULTILINE))
        assert options == set(block.CHOICES), block.NAME
    html = BeautifulSoup((project_site / "use" / "blocks" / "index.html").read_text("utf-8"), "html.parser")
    assert html.select(".genai-fault") == []
    assert len(html.select("div.genai")) >= len(BLOCKS)


class Protected(QuietHandler):
    """Serves a site as a server does that sends the policy of the docs."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", (SNIPPETS / "csp.txt").read_text("utf-8").strip())
        super().end_headers()


@pytest.fixture(scope="module")
def protected_url(project_site: Path) -> Iterator[str]:
    """The address of the course site on such a server."""
    with listening(Protected, project_site) as address:
        yield f"{address}/"


@pytest.mark.browser
def test_pages_work_under_the_content_security_policy(protected_url: str, browser: Browser) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    for path in ("", "generative-ai/", "use/blocks/"):
        response = page.goto(protected_url + path)
        assert response is not None
        assert "content-security-policy" in response.headers
        page.wait_for_load_state("networkidle")
    # The controls are there, so the scripts ran.
    page.locator(".genai-table thead button").first.click()
    page.close()
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize(("path", "shown"), [("use/", START), ("use/remove/", ("eject",))])
def test_the_button_copies_commands_without_prompt_and_output(
    protected_url: str, browser: Browser, path: str, shown: tuple[str, ...]
) -> None:
    page = browser.new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{protected_url}{path}")
    page.wait_for_load_state("networkidle")
    copied = []
    for example in page.locator(".md-typeset .highlight:has(.gp)").all():
        # The button is there when the example has come into view.
        example.scroll_into_view_if_needed()
        example.locator("[data-clipboard-target]").click()
        # Lines of output are empty between two commands.
        copied.append([line for line in page.evaluate("navigator.clipboard.readText()").splitlines() if line])
    page.context.close()
    texts = [(SNIPPETS / "commands" / f"{name}.txt").read_text("utf-8") for name in shown]
    assert copied == [re.findall(r"^\$ (.*)$", text, re.MULTILINE) for text in texts]


def test_a_new_course_requires_what_the_docs_show(tmp_path: Path) -> None:
    new_course(tmp_path, "My course")
    assert (tmp_path / "requirements.txt").read_text("utf-8") == (SNIPPETS / "requirements.txt").read_text("utf-8")


def test_the_nav_is_our_own() -> None:
    nav = yaml.safe_load((SNIPPETS / "nav.yml").read_text("utf-8"))["nav"]
    ours = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2]
    assert yaml.safe_load(f"nav:{ours}")["nav"][: len(nav)] == nav


def test_the_schema_is_written_where_the_docs_say(tmp_path: Path) -> None:
    new_course(tmp_path, "My course")
    _, *arguments = (SNIPPETS / "commands" / "schema.sh").read_text("utf-8").split()
    command = [str(Path(sys.executable).parent / "mkdocs-genai"), *arguments]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert '"first-area/first-topic"' in (tmp_path / "area.schema.json").read_text("utf-8")
    (tmp_path / "schemas/area.schema.json").unlink()
    _, *arguments = (SNIPPETS / "commands" / "schema-write.sh").read_text("utf-8").split()
    subprocess.run([command[0], *arguments], cwd=tmp_path, check=True)
    assert '"first-area/first-topic"' in (tmp_path / "schemas/area.schema.json").read_text("utf-8")


def test_extras_are_ours() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    install = (SNIPPETS / "commands" / "install.sh").read_text("utf-8")
    assert set(re.findall(r"\[(.*?)\]", install)) <= extras.keys()


def test_the_hook_for_pre_commit_is_ours() -> None:
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
    shown = yaml.safe_load((SNIPPETS / "commands" / "pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"][0]
    assert shown == ours | {"language": "system"}


def _write_outputs() -> None:
    for file in COMMANDS:
        with tempfile.TemporaryDirectory() as folder:
            file.write_text(output_of(file, prepared(file.stem, Path(folder)))[0], "utf-8")


if __name__ == "__main__":
    _write_outputs()
