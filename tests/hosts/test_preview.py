"""What a preview goes on with, in each language of a site."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_genai.hosts.mkdocs.build_and_serve import Builds
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.plugin import GenaiPlugin
from mkdocs_genai.project.project import Project
from mkdocs_genai.registry.load import Loaded


def loaded(folder: Path, text: str) -> Loaded:
    folder.mkdir(exist_ok=True)
    (folder / "baking.yml").write_text(text, "utf-8")
    return plain_build(Project(folder.parent, folder)).loaded


def test_a_broken_registry_gives_way_to_the_last_good_one_of_its_own_language(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    builds = Builds(serving=True)
    english = loaded(tmp_path / "registry", "title: Baking\n")
    german = loaded(tmp_path / "registry.de", "title: Backen\n")
    assert builds.usable(english, "en") is english
    assert builds.usable(german, "de") is german
    broken = loaded(tmp_path / "registry", "titel: Baking\n")
    assert builds.usable(broken, "en") is english
    assert builds.usable(broken, "de") is german
    assert builds.usable(broken, "ar") is broken
    shown = [record.getMessage().split("\n")[0].rpartition(", ")[2] for record in caplog.records]
    assert shown == [*["so the preview shows the last good version:"] * 2, "so the preview shows the valid part of it:"]


def test_no_event_goes_before_the_configuration() -> None:
    with pytest.raises(RuntimeError, match="there is no current build"):
        GenaiPlugin().on_post_build(config=MkDocsConfig())
