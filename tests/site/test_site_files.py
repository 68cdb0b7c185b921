"""The files that the plugin adds to a site: where other plugins find them, and where nothing is written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from ..conftest import files_of, write_tree
from .course import COURSE, Built, Course, build_site, build_strictly, configured, with_llms

TABLE = "assets/genai/baking_flours.csv"
PUBLISHED = ("registry.json", "registry.schema.json", "objects.inv")
OURS = (TABLE, "assets/genai/baking_flours.json", "assets/genai/genai.css", *PUBLISHED)
LISTING = """--- hooks/lists.py
import json
import os
from pathlib import Path

def on_files(files, config):
    found = {file.src_uri: [file.url, file.abs_src_path] for file in files}
    Path(config.config_file_path).with_name("listed.json").write_text(json.dumps(found))
"""


def test_other_plugins_know_the_files_and_their_source_before_they_are_written(course: Course) -> None:
    built = course.build(configured("hooks: [hooks/lists.py]\n") + LISTING)
    assert built.log == []
    listed = json.loads((course.root / "listed.json").read_text("utf-8"))
    assert listed[TABLE] == [TABLE, str(course.root / "docs" / TABLE)]
    assert set(OURS) <= listed.keys()
    assert all(source for _, source in listed.values())
    assert all((built.site / name).is_file() for name in OURS)


def test_a_link_to_a_table_s_file_satisfies_a_plugin_that_checks_links(tmp_path: Path) -> None:
    config = configured().replace("[genai]", "[genai, {htmlproofer: {raise_error: true, validate_external_urls: false}}]")
    write_tree(tmp_path, config)
    build_strictly(tmp_path)


def test_a_plugin_that_reads_style_sheets_and_scripts_finds_them(tmp_path: Path) -> None:
    # Material's own script names Mermaid's address.
    privacy = 'privacy: {assets_exclude: ["unpkg.com/mermaid*"]}'
    write_tree(tmp_path, configured().replace("[genai]", f"[genai, {{{privacy}}}]"))
    built = build_strictly(tmp_path)
    assert (built / "assets/genai/genai.css").is_file()


WRITING = """--- hooks/writes.py
import os
from pathlib import Path

def on_post_build(config):
    for name in ("llms.txt", "registry.json", "index.html.md"):
        file = Path(config.site_dir, name)
        file.write_text("Mine.")
        os.utime(file, (1_000_000_000, 1_000_000_000))  # as a file that is copied with its time
"""


def test_what_another_plugin_has_written_stays(course: Course) -> None:
    built = course.build(with_llms(configured("hooks: [hooks/writes.py]\n")) + WRITING)
    assert built.log == []
    for name in ("llms.txt", "registry.json", "index.html.md"):
        assert (built.site / name).read_text("utf-8") == "Mine."
    assert (built.site / "baking/index.html.md").is_file()


@pytest.mark.parametrize("order", ["llmstxt, {genai: {llms: true}}", "{genai: {llms: true}}, llmstxt"])
def test_the_list_of_another_plugin_for_language_models_stays(tmp_path: Path, order: str) -> None:
    others = order.replace("llmstxt", "{llmstxt: {sections: {Mine: [index.md]}}}")
    config = configured("site_url: https://example.org/\n").replace("[genai]", f"[{others}]")
    write_tree(tmp_path, config)
    build_strictly(tmp_path)
    text = (tmp_path / "site/llms.txt").read_text("utf-8")
    assert "## Mine" in text
    assert "## Baking" not in text


def outside(root: Path) -> Path:
    folder = root / "outside"
    folder.mkdir()
    (folder / "precious.csv").write_text("precious", "utf-8")
    return folder


LINKING = """--- hooks/links.py
from pathlib import Path

def on_pre_build(config):
    Path(config.site_dir).mkdir(exist_ok=True)

def on_env(env, config, files):
    assets = Path(config.site_dir, "assets")
    assets.mkdir(exist_ok=True)
    WHAT
"""
LINKS = {
    "a folder": '(assets / "genai").symlink_to(config.docs_dir + "/../outside")',
    "a file": (
        '(assets / "genai").mkdir()\n'
        '    (assets / "genai/baking_flours.csv").symlink_to(config.docs_dir + "/../outside/precious.csv")'
    ),
}


@pytest.mark.parametrize("what", LINKS)
def test_nothing_is_written_through_a_link(course: Course, what: str) -> None:
    folder = outside(course.root)
    built = course.build(configured("hooks: [hooks/links.py]\n") + LINKING.replace("WHAT", LINKS[what]))
    assert f"WARNING genai: '{TABLE}' is not written, because a symbolic link is in its place in the site" in built.log
    assert {file.name: file.read_text("utf-8") for file in folder.iterdir()} == {"precious.csv": "precious"}


def test_a_site_in_a_folder_that_is_a_link_is_whole(course: Course) -> None:
    (course.root / "elsewhere").mkdir()
    (course.root / "site").symlink_to(course.root / "elsewhere")
    built = course.build(COURSE)
    assert built.log == []
    assert (built.site / TABLE).is_file()


def test_a_name_that_no_system_takes_is_an_error(course: Course, caplog: pytest.LogCaptureFixture) -> None:
    long = "k" * 110
    registry = f"title: K\ncomparisons: {{{long}: {{title: T, columns: {{n: N}}, rows: {{r: {{n: x}}}}}}}}\n"
    course.write(COURSE + f"--- docs/registry/{long}.yml\n{registry}")
    blocking = f"--- docs/assets/genai/{long}_{long}.csv/x.txt\nA folder.\n"
    built = course.build(blocking)
    assert built.log == [
        f"WARNING genai: 'assets/genai/{long}_{long}.csv' is another file of the site, so the plugin's own is not written"
    ]
    flat = with_llms(COURSE).replace("site_name:", "use_directory_urls: false\nsite_name:")
    with pytest.raises(Abort):
        course.build(flat + f"--- docs/{'m' * 249}.md\n# M\n")
    assert caplog.messages[-1] == f"'{'m' * 249}.html.md' can't be written into the site: File name too long"


def test_a_second_build_into_the_same_site_is_the_same(tmp_path: Path) -> None:
    write_tree(tmp_path, with_llms(COURSE))
    logs = [build_site(tmp_path, dirty=dirty).log for dirty in (False, True)]
    assert [[line for line in log if "genai" in line] for log in logs] == [[], []]
    assert set(OURS) <= set(files_of(tmp_path / "site"))


def test_a_dirty_build_takes_away_what_has_become_hidden(tmp_path: Path) -> None:
    write_tree(tmp_path, with_llms(COURSE))
    site = build_strictly(tmp_path)
    assert {TABLE, "baking/index.html.md"} <= files_of(site).keys()
    home = tmp_path / "docs/index.md"
    home.write_text(f"---\nrobots: noindex\n---\n{home.read_text('utf-8')}", "utf-8")
    hook = "def on_page_content(html, page, **kwargs):\n    return html if page.url == '' else '<p>No.</p>'\n"
    write_tree(tmp_path, f"--- hide.py\n{hook}")
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"hooks: [hide.py]\n{config.read_text('utf-8')}", "utf-8")
    # What is newer than the site is built again.
    for file in (tmp_path / "docs").rglob("*"):
        os.utime(file, (2_000_000_000, 2_000_000_000))
    build_site(tmp_path, dirty=True)
    assert not {TABLE, "assets/genai/baking_flours.json", "baking/index.html.md"} & files_of(site).keys()
    assert "index.html.md" not in files_of(site)


def test_without_areas_nothing_is_published(course: Course) -> None:
    course.write(COURSE)
    for file in (course.root / "docs/registry").iterdir():
        file.unlink()
    (course.root / "docs/registry/course.yml").write_text("title: Kitchen school\n", "utf-8")
    for page in ("index.md", "frying.md", "baking/index.md", "baking/oven.md", "baking/deep/er/dough.md"):
        (course.root / "docs" / page).write_text("# A page\n", "utf-8")
    built: Built = course.build()
    assert built.log == []
    assert [name for name in files_of(built.site) if "genai" in name or name in OURS] == []


def test_a_link_to_the_registry_publishes_none_of_it(course: Course) -> None:
    course.write(COURSE)
    (course.root / "docs" / "other").symlink_to("registry")
    (course.root / "docs" / "one.yml").symlink_to("registry/baking.yml")
    assert [path.name for path in course.build().site.rglob("*.yml")] == []
