"""The mkdocs.yml that is derived for Zensical."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_genai.hosts.zensical.derived_config import Additions, config_files, derived_config, not_run
from mkdocs_genai.hosts.zensical.derived_files import ZensicalCourse
from mkdocs_genai.problems import CommandError

from ..conftest import write_tree

ADDITIONS = Additions("theme", {"registry": [], "stamp": "1"}, [])


def derived(root: Path, additions: Additions = ADDITIONS) -> str:
    return derived_config(root / "mkdocs.yml", root / "docs", additions)


def test_tags_stay_and_relative_paths_are_made(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        """--- mkdocs.yml
site_name: Kitchen
site_url: !ENV [SITE, "https://example.org/"]
markdown_extensions:
  - pymdownx.superfences: {custom_fences: [{format: !!python/name:pymdownx.superfences.fence_code_format }]}
  - pymdownx.snippets: {base_path: [!relative $config_dir/a, !relative $docs_dir/b, !relative ]}
hooks: [x.py]
plugins: [search, genai]""",
    )
    text = derived(tmp_path)
    assert "site_url: !ENV" in text
    assert "!!python/name:pymdownx.superfences.fence_code_format" in text
    assert "hooks" not in text
    paths = [str(tmp_path / "a"), str(tmp_path / "docs" / "b"), str(tmp_path / "docs")]
    assert re.findall(rf"{re.escape(str(tmp_path))}[^,\]\n]*", text) == paths


@pytest.mark.parametrize(
    ("written", "plugins", "extensions"),
    [
        ("plugins: [search, genai]", ["search"], []),
        ("plugins: {search: {}, genai: {registry: x}}", [{"search": {}}], []),
        ("plugins: [genai: {registry: x}]\nmarkdown_extensions: {toc: {}, mkdocs_genai.blocks: {}}", [], [{"toc": {}}]),
        ("site_author: nobody", [], []),
    ],
    ids=["a list", "a mapping", "extensions as a mapping", "none"],
)
def test_the_extension_takes_the_place_of_the_plugin(
    tmp_path: Path, written: str, plugins: list[object], extensions: list[object]
) -> None:
    write_tree(tmp_path, f"--- mkdocs.yml\nsite_name: Kitchen\n{written}")
    found = yaml.safe_load(derived(tmp_path))
    assert found["plugins"] == plugins
    assert found["markdown_extensions"] == [*extensions, {"mkdocs_genai.blocks": {"registry": [], "stamp": "1"}}]


@pytest.mark.parametrize(
    ("theme", "name"),
    [
        ("theme: material", "material"),
        ("theme: {name: readthedocs}", "material"),
        ("theme: {name: own}", "own"),
        ("", "material"),
    ],
)
def test_zensicals_theme_takes_the_place_of_those_that_it_lacks(tmp_path: Path, theme: str, name: str) -> None:
    write_tree(tmp_path, f"--- mkdocs.yml\nsite_name: Kitchen\n{theme}")
    assert yaml.safe_load(derived(tmp_path))["theme"] == {"name": name, "custom_dir": "theme"}


def test_what_is_inherited_is_joined_as_mkdocs_does(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        """--- mkdocs.yml
INHERIT: base/base.yml
site_name: Kitchen
extra: {own: 1, both: {b: 2}}
--- base/base.yml
INHERIT: more.yml
site_name: Base
plugins: [search, genai]
extra: {both: {a: 1, b: 1}, list: [1]}
--- base/more.yml
copyright: Nobody""",
    )
    found = yaml.safe_load(derived(tmp_path))
    assert found["extra"] == {"own": 1, "both": {"a": 1, "b": 2}, "list": [1]}
    assert (found["site_name"], found["copyright"], found["plugins"]) == ("Kitchen", "Nobody", ["search"])
    assert "INHERIT" not in found
    assert config_files(tmp_path / "mkdocs.yml") == [
        tmp_path / name for name in ("mkdocs.yml", "base/base.yml", "base/more.yml")
    ]
    (tmp_path / "base" / "more.yml").write_text("[", "utf-8")
    assert len(config_files(tmp_path / "mkdocs.yml")) == 3
    with pytest.raises(CommandError, match=r"more\.yml can't be read"):
        derived(tmp_path)
    (tmp_path / "base" / "more.yml").write_text("- a list", "utf-8")
    with pytest.raises(CommandError, match="expected a mapping"):
        derived(tmp_path)


def test_what_is_not_for_the_site_is_excluded_by_its_very_name(tmp_path: Path) -> None:
    write_tree(tmp_path, "--- mkdocs.yml\nsite_name: Kitchen\nexclude_docs: |\n  /drafts/")
    found = yaml.safe_load(derived(tmp_path, ADDITIONS._replace(excluded=["registry", "a [b].yml"])))
    assert found["exclude_docs"].splitlines() == ["/drafts/", "/registry", "/a\\ \\[b\\].yml"]


@pytest.mark.parametrize(
    ("settings", "watched"),
    [
        ("", None),
        ("watch: [notes]", ["notes"]),
        ("markdown_extensions: [pymdownx.snippets: {base_path: [., snips, docs, docs/in, gone, ../out]}]", ["snips"]),
        ("watch: [notes]\nmarkdown_extensions: [pymdownx.snippets: {base_path: snips}]", ["notes", "snips"]),
    ],
    ids=["nothing", "the course's own", "a folder without the site", "both"],
)
def test_folders_of_snippets_are_watched(tmp_path: Path, settings: str, watched: list[str] | None) -> None:
    registry = "--- course/docs/registry/a.yml\ntitle: A\n--- course/docs/in/x.md\nX\n--- course/snips/x.md\nX\n--- out/x.md\nX"
    write_tree(tmp_path, f"--- course/mkdocs.yml\nsite_name: Kitchen\n{settings}\n{registry}")
    root = tmp_path / "course"
    additions = ADDITIONS._replace(watched=ZensicalCourse(root / "mkdocs.yml").watched())
    assert yaml.safe_load(derived(root, additions)).get("watch") == watched


def test_llms_txt_is_left_to_who_has_set_it_up(tmp_path: Path) -> None:
    additions = ADDITIONS._replace(llms={"Baking": ["index.md"]}, nav=[{"Home": "index.md"}])
    write_tree(tmp_path, "--- mkdocs.yml\nsite_name: Kitchen\nplugins: [search]")
    found = yaml.safe_load(derived(tmp_path, additions))
    assert found["plugins"] == ["search", {"llmstxt": {"sections": {"Baking": ["index.md"]}}}]
    assert found["nav"] == [{"Home": "index.md"}]
    write_tree(tmp_path, "--- mkdocs.yml\nsite_name: Kitchen\nplugins: [llmstxt: {sections: {}}]")
    assert yaml.safe_load(derived(tmp_path, additions))["plugins"] == [{"llmstxt": {"sections": {}}}]


def test_plugins_that_zensical_does_itself_are_not_named() -> None:
    assert not_run(["material/search", "tags", "genai", "mermaid2", "i18n"], 0, "material") == ["the plugin i18n"]
