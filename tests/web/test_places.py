"""The places a course may stand at: versions side by side, any path of a server, no address at all, a folder of files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from ..conftest import ENVIRONMENT, ROOT, SUB_PATH, served, write_tree
from ..site.course import ANCHORS, COURSE, DIAGRAM, build_strictly, configured, dead_links

_PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
_AUTHOR = {f"GIT_{who}_{what}": "you@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def run(*command: object, cwd: Path) -> str:
    """Run a command as an author on their own machine."""
    environment = ENVIRONMENT | _AUTHOR | {"PATH": _PATH}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """What is published after mike has deployed two versions of a course to a bare repository."""
    remote, course, published = tmp_path / "remote.git", tmp_path / "course", tmp_path / "published"
    write_tree(course, configured("site_url: https://example.org/course/\n"))
    run("git", "init", "--quiet", "--bare", remote, cwd=tmp_path)
    run("git", "init", "--quiet", cwd=course)
    run("git", "remote", "add", "origin", remote, cwd=course)
    registry = course / "docs" / "registry" / "baking.yml"
    commands = (ROOT / "docs" / "snippets" / "commands" / "mike.sh").read_text("utf-8").splitlines()
    for number, command in enumerate(["mike deploy --push 1.0", *commands]):
        run("git", "add", ".", cwd=course)
        run("git", "commit", "--quiet", "--allow-empty", "-m", f"Step {number}", cwd=course)
        run(*command.split(), cwd=course)
        registry.write_text(registry.read_text("utf-8").replace("title: Cakes}", "title: Cakes and pies}"), "utf-8")
    run("git", "clone", "--quiet", "--branch", "gh-pages", remote, published, cwd=tmp_path)
    return published


@pytest.mark.slow
def test_versions_of_mike_stand_side_by_side_and_all_links_work(versions: Path) -> None:
    assert {"1.0", "2.0", "latest", "versions.json", "index.html"} <= {path.name for path in versions.iterdir()}
    titles = {}
    for version in ("1.0", "2.0", "latest"):
        page = BeautifulSoup((versions / version / "baking" / "index.html").read_text("utf-8"), "html.parser")
        titles[version] = page.select("#topic_baking_cakes")[0].get_text(" ", strip=True)
        # `latest` is a symbolic link to its version, or a copy of it.
        folder = (versions / version).resolve()
        assert dead_links(folder, f"/course/{folder.name}/") == []
    assert "pies" not in titles["1.0"]
    assert "Cakes and pies" in titles["2.0"]
    assert titles["2.0"] == titles["latest"]


@pytest.mark.parametrize("address", ["", "site_url: https://example.org/course/deep/\n"])
def test_links_are_relative_with_and_without_an_address(tmp_path: Path, address: str) -> None:
    write_tree(tmp_path, configured(ANCHORS, address))
    registry = tmp_path / "docs" / "registry" / "baking.yml"
    registry.write_text(registry.read_text("utf-8") + DIAGRAM, "utf-8")
    site = build_strictly(tmp_path)
    assert dead_links(site, "/course/deep/" if address else "/") == []
    for file in site.rglob("*.html"):
        if file.name == "404.html":  # is for any address
            continue
        page = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        links = [str(element.get("href") or element.get("src")) for element in page.select("body [href], body [src]")]
        assert [link for link in links if link.startswith("/")] == []


@pytest.mark.browser
def test_a_course_is_read_from_a_folder_of_files(browser: Browser, tmp_path: Path) -> None:
    write_tree(tmp_path, configured("use_directory_urls: false\n"))
    build_strictly(tmp_path)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("article").get_by_role("link", name="Baking").click()
    page.wait_for_url("**/baking/index.html")
    expect(page.locator("table tbody tr:visible")).to_have_count(2)
    assert page.locator(".genai-card").first.evaluate("card => getComputedStyle(card).position") == "relative"
    page.goto((tmp_path / "site" / "frying.html").as_uri())
    page.get_by_role("link", name="Strong", exact=True).click()
    expect(page.locator("tr:target th")).to_have_text("Strong")
    page.close()
    assert {urlsplit(address).scheme for address in asked} <= {"file", "data", "blob"}


@pytest.mark.browser
def test_a_course_without_an_address_works_below_any_path(browser: Browser, tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE.replace("font: false", "font: false, features: [navigation.instant]"))
    build_strictly(tmp_path)
    with served(tmp_path / "site") as url:
        page = browser.new_page()
        failed: list[str] = []
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        page.goto(url)
        page.get_by_role("article").get_by_role("link", name="Baking").click()
        page.wait_for_url(f"**{SUB_PATH}baking/")
        page.get_by_role("article").get_by_role("link", name="Dough").first.click()
        page.wait_for_url(f"**{SUB_PATH}baking/deep/er/dough/")
        page.close()
    assert failed == []
