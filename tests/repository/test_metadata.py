"""What the repository says about itself, and to whom: package index, catalog, citations, forms, releases."""

from __future__ import annotations

import re
import tomllib
import zipfile
from email import message_from_string
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from .. import address, release
from ..conftest import ROOT
from ..release import faults, notes, sections

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
README = (ROOT / "README.md").read_text("utf-8")
_CATEGORIES = {
    *("theming", "api-docs", "blogging", "charts", "code-exec-templating", "git-info", "html-css", "integrations"),
    *("i18n-l10n", "links-refs", "markdown", "nav-pages", "quality", "search-toc", "site-conversion", "site-management"),
    "snippets-include",
}
_KINDS = {"mkdocs_plugin": "plugin", "mkdocs_theme": "theme", "markdown_extension": "markdown"}


def test_the_address_of_the_repository_is_the_same_everywhere() -> None:
    assert address.cited() == address.repository()
    _, _, name = address.repository().rpartition("/")
    other = re.compile(rf"https://github\.com/[\w.-]+/{re.escape(name)}(?![\w-])|https://[\w-]+\.github\.io/{re.escape(name)}/")
    allowed = {address.repository(), address.names_of(address.repository())["pages"]}
    found = {
        (file.relative_to(ROOT).as_posix(), match)
        for file in address.tracked()
        for match in other.findall(file.read_text("utf-8"))
        if match not in allowed
    }
    assert found == set()
    assert {name for name, url in PROJECT["urls"].items() if not url.startswith(tuple(allowed))} == set()


def test_the_address_can_be_changed_in_one_place() -> None:
    old, new = "https://github.com/old/genai", "https://github.com/school/kit"
    text = "x https://github.com/old/genai/issues, https://old.github.io/genai/use/, github_id: old/genai\nhttps://github.com/old/genai-x"
    assert address.renewed(text, old, new) == (
        "x https://github.com/school/kit/issues, https://school.github.io/kit/use/, github_id: school/kit\n"
        "https://github.com/old/genai-x"
    )


def test_the_index_shows_a_readme_whose_links_and_pictures_lead_somewhere(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = message_from_string(archive.read(name).decode())
    page = BeautifulSoup(MarkdownIt("commonmark", {"html": True}).render(str(metadata.get_payload())), "html.parser")
    assert page.h1 is not None
    assert page.h1.get_text() == "mkdocs-genai"
    places = [str(tag[key]) for tag in page.find_all(True) for key in ("href", "src", "srcset") if tag.get(key)]
    assert [place for place in places if not place.startswith("https://")] == []
    # Each of these is a file of the repository.
    base = f"{address.repository()}/"
    ours = [re.sub(r"^(blob|raw)/HEAD/", "", place.removeprefix(base)) for place in places if place.startswith(base)]
    assert ours != []
    assert [place for place in ours if not (ROOT / place).is_file()] == []


def test_the_readme_takes_at_most_two_screens() -> None:
    assert len(README.splitlines()) <= 90


def test_the_entry_for_the_catalog_keeps_the_catalog_s_rules() -> None:
    (entry,) = yaml.safe_load((ROOT / ".github" / "mkdocs-catalog.yml").read_text("utf-8"))
    assert entry.keys() <= {"name", "github_id", "pypi_id", "labels", "category", *_KINDS}
    assert entry["category"] in _CATEGORIES
    assert {label for kind, label in _KINDS.items() if kind in entry} == set(entry["labels"])
    assert "_" not in entry["pypi_id"]
    assert entry["pypi_id"] == PROJECT["name"]
    assert f"https://github.com/{entry['github_id']}" == address.repository()
    for group, kind in (("mkdocs.plugins", "mkdocs_plugin"), ("markdown.extensions", "markdown_extension")):
        (found,) = entry_points(group=group, name=entry[kind])
        assert found.dist is not None
        assert found.dist.name == entry["pypi_id"]


def test_the_citation_says_what_the_package_says() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["authors"] == PROJECT["authors"] == [{"name": "The mkdocs-genai authors"}]
    assert (citation["title"], citation["license"]) == (PROJECT["name"], PROJECT["license"])


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_a_form_is_one_that_github_takes(file: Path) -> None:
    form = yaml.safe_load(file.read_text("utf-8"))
    assert form.keys() <= {"name", "description", "labels", "body"}
    assert all(field["type"] in ("markdown", "textarea", "input", "dropdown", "checkboxes") for field in form["body"])
    ids = [field["id"] for field in form["body"]]
    assert len(set(ids)) == len(ids)
    assert all(field["attributes"]["label"] for field in form["body"])


def test_there_is_a_form_for_a_bug_an_idea_the_course_and_a_question() -> None:
    assert [file.stem.partition("-")[2] for file in FORMS] == ["bug", "idea", "course", "question"]


def test_a_report_of_a_bug_says_what_we_would_ask_for() -> None:
    (form,) = [file.read_text("utf-8") for file in FORMS if "bug" in file.stem]
    assert "`mkdocs-genai info`" in form
    assert "`mkdocs-genai check --format json`" in form


def test_what_strangers_look_for_is_there() -> None:
    papers = (
        "SECURITY.md",
        "CODE_OF_CONDUCT.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE",
        ".github/PULL_REQUEST_TEMPLATE.md",
    )
    assert [name for name in papers if not (ROOT / name).is_file()] == []


CHANGELOG = (
    "# Changelog\n\n## Unreleased\n\n- More\n\n## 1.2.0 (2026-12-01)\n\n### New\n\n- All\n\n## 1.1.0 (2026-11-01)\n\n- Some\n"
)


def test_the_notes_of_a_release_are_its_part_of_the_changelog() -> None:
    assert list(sections(CHANGELOG)) == ["Unreleased", "1.2.0 (2026-12-01)", "1.1.0 (2026-11-01)"]
    assert notes("v1.2.0", CHANGELOG) == "### New\n\n- All"
    with pytest.raises(SystemExit, match=r"no part for 1\.3\.0"):
        notes("v1.3.0", CHANGELOG)


def test_only_what_is_written_down_can_be_released() -> None:
    released = CHANGELOG.replace("## Unreleased\n\n- More\n\n", "")
    assert faults("1.2.0", None, CHANGELOG) == []
    assert faults("1.2.0", "v1.2.0", released) == []
    assert faults("1.2.0", None, released) == []
    assert faults("1.2.0", "v1.2.0", CHANGELOG) == [
        "CHANGELOG.md begins with 'Unreleased'; begin it with '## 1.2.0 (YYYY-MM-DD)'"
    ]
    assert faults("1.3.0", "v1.2.0", released) == [
        "the tag is v1.2.0, but mkdocs_genai/__init__.py says 1.3.0",
        "CHANGELOG.md begins with '1.2.0 (2026-12-01)'; begin it with '## 1.3.0 (YYYY-MM-DD)'",
    ]
    empty = "# Changelog\n\n## Unreleased\n\n"
    assert faults("1.2.0", None, empty) == ["CHANGELOG.md begins with 'Unreleased'; begin it with '## Unreleased'"]


def test_the_changelog_is_ready_for_what_comes_next() -> None:
    assert faults(release.current_version(), None, (ROOT / "CHANGELOG.md").read_text("utf-8")) == []


def test_the_pictures_are_small() -> None:
    pictures = [ROOT / name for name in re.findall(r'(?:src|srcset)="(.*?)"', README)]
    assert [picture.suffix for picture in pictures] == [".webp", ".webp"]
    assert [picture.name for picture in pictures if picture.stat().st_size > 100_000] == []
