"""Registry files that other plugins make, and what refers to them from files on the disk."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from mkdocs_genai.cli import main

from ..site.course import Course, build_site

SITE = """
--- mkdocs.yml
site_name: Made
theme: {name: mkdocs}
plugins: [genai, gen-files: {scripts: [gen.py]}]
--- docs/index.md
# Home

/// related-areas | soils
///
"""
SOILS = """--- docs/registry/soils.yml
title: Soils
summary: Dry, see [][topic:sands/dune].
related: [sands]
topics:
  clay: {title: Clay, requires: [sands/dune]}
comparisons:
  kinds: {title: Kinds, columns: {name: Name, about: {title: About, markdown: true}}, rows_from: {file: kinds.csv}}
--- docs/registry/kinds.csv
name,about
Loam,See [dunes][topic:sands/dune]
"""
SCRIPT = """--- gen.py
import mkdocs_gen_files

with mkdocs_gen_files.open("registry/sands.yml", "w") as area:
    area.write("title: Sands\\ntopics: {dune: {title: Dune}}\\n")
"""
# gen-files leaves it to Python to remove its folder where a build fails, with a warning, so there a hook makes files.
NO_SCRIPT = "--- gen.py\ndef on_files(files, config):\n    pass\n"


def with_hook(tree: str) -> str:
    """A site with a hook in place of gen-files."""
    made_by = "gen-files: {scripts: [gen.py]}"
    return tree.replace(f", {made_by}", "").replace(f"  - {made_by}\n", "").replace("plugins:", "hooks: [gen.py]\nplugins:")


def test_an_area_on_the_disk_may_refer_to_one_that_another_plugin_makes(course: Course) -> None:
    built = course.build(SITE + SOILS + SCRIPT)
    assert built.log == []
    assert "Sands" in built.page("index.html").get_text()


def test_a_registry_file_that_a_plugin_makes_anew_is_read_as_it_is_then(course: Course) -> None:
    old = "--- docs/registry/sands.yml\ntitle: Old sands\ntopics: {dune: {title: Old dune}}\n"
    built = course.build(SITE + SOILS + SCRIPT + old)
    assert [line for line in built.log if "genai" in line] == []
    words = built.page("index.html").get_text()
    assert "Sands" in words
    assert "Old" not in words


def test_what_refers_to_an_area_that_no_plugin_makes_stops_the_build_when_all_files_are_known(
    course: Course, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        course.build(with_hook(SITE) + SOILS + NO_SCRIPT)
    found = [line for line in caplog.records[-1].getMessage().split("\n") if line.startswith("docs/")]
    assert [" ".join((line.split(" ")[0], line.rpartition(" ")[2])) for line in found] == [
        "docs/registry/kinds.csv:2:6: [GA032]",
        "docs/registry/soils.yml:3:11: [GA020]",
    ]


def test_what_no_plugin_can_mend_stops_the_build_at_once(course: Course, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        course.build(with_hook(SITE) + SOILS.replace("[sands/dune]", "[silt]") + NO_SCRIPT)
    message = caplog.records[-1].getMessage()
    assert message.startswith("1 problem in the registry")
    assert "has no topic 'silt'" in message


def test_a_preview_shows_the_rest_of_a_registry_that_refers_to_an_area_that_no_plugin_makes(course: Course) -> None:
    course.write(with_hook(SITE) + SOILS + NO_SCRIPT)
    built = build_site(course.root, "serve")
    assert "there is no area 'sands'" in built.page("index.html").get_text()


def test_check_looks_into_nothing_that_a_plugin_makes(course: Course) -> None:
    course.write(SITE + SOILS)
    assert problems_of(course) == ""


def test_check_takes_an_area_that_only_pages_name_for_one_that_a_plugin_makes(course: Course) -> None:
    pages = "--- docs/index.md\n# Home\n\n/// topic-cards | sands\n///\n"
    pages += "\n[][area:sands] [][topic:sands/dune] [][topic:soils/silt]\n"
    course.write(SITE + pages + "--- docs/registry/soils.yml\ntitle: Soils\n")
    assert [line.rpartition(" ")[2] for line in problems_of(course).split("\n") if line.startswith("docs")] == ["[GA062]"]


def problems_of(course: Course) -> str:
    """What `mkdocs-genai check` reports."""
    done = CliRunner().invoke(main, ["check", "-f", str(course.config)])
    assert "not looked into: what gen-files may make or change" in done.stderr
    assert (done.exit_code == 0) == (done.stdout == "no problems found\n")
    return done.stdout.removesuffix("no problems found\n")


LANGUAGES = """
--- mkdocs.yml
site_name: Made
theme: {name: mkdocs}
plugins:
  - genai
  - gen-files: {scripts: [gen.py]}
  - i18n:
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: de, name: Deutsch, build: true}
--- docs/index.md
# Home

/// related-areas | soils
///
"""
IN_GERMAN = """
with mkdocs_gen_files.open("registry.de/sands.yml", "w") as area:
    area.write("title: Sande\\n")
"""


def test_a_registry_for_another_language_may_be_made_too(course: Course) -> None:
    built = course.build(LANGUAGES + SOILS + SCRIPT + IN_GERMAN)
    assert [line for line in built.log if "genai" in line] == []
    assert "Sands" in built.page("index.html").get_text()
    assert "Sande" in built.page("de/index.html").get_text()
    assert not list(built.site.rglob("*.yml"))


def test_a_made_page_that_static_i18n_drops_is_missing(course: Course, caplog: pytest.LogCaptureFixture) -> None:
    hook = "from mkdocs.structure.files import File\n\n\ndef on_files(files, config):\n"
    hook += '    files.append(File.generated(config, "clay.md", abs_src_path=__file__))\n'
    soils = "--- docs/registry/soils.yml\ntitle: Soils\ntopics: {clay: {title: Clay, page: clay.md}}\n"
    with pytest.raises(Abort):
        course.build(with_hook(LANGUAGES) + soils + f"--- gen.py\n{hook}")
    assert "there is no page 'clay.md'" in caplog.records[-1].getMessage()


ROWS = """--- docs/registry/soils.yml
title: Soils
comparisons:
  kinds: {title: Kinds, columns: {name: Name, grain: {title: Grain, type: number}}, rows_from: {file: data/kinds.csv, id: name}}
  tools: {title: Tools, columns: {name: Name}, rows_from: {file: "data/tools/*.json"}}
--- docs/soils.md
# Soils

/// comparison-table | soils/kinds
///

/// comparison-table | soils/tools
///
"""
MADE_ROWS = """--- gen.py
import mkdocs_gen_files

for name, text in {"kinds.csv": "name,grain\\nLoam,1.5\\nClay,0.2\\n", "tools/spade.json": '{"name": "Spade"}'}.items():
    with mkdocs_gen_files.open(f"registry/data/{name}", "w") as file:
        file.write(text)
"""
HOOKED_ROWS = """--- gen.py
from mkdocs.structure.files import File


def on_files(files, config):
    for name, text in {"kinds.csv": "name,grain\\nLoam,1.5\\nClay,0.2\\n", "tools/spade.json": '{"name": "Spade"}'}.items():
        files.append(File.generated(config, f"registry/data/{name}", content=text))
"""


@pytest.mark.parametrize("tree", [SITE + ROWS + MADE_ROWS, with_hook(SITE) + ROWS + HOOKED_ROWS], ids=["gen-files", "hook"])
def test_rows_may_come_from_files_that_another_plugin_makes(course: Course, tree: str) -> None:
    built = course.build(tree.replace("/// related-areas | soils\n///\n", ""))
    assert built.log == []
    shown = built.page("soils/index.html").select("tr[id^=row_]")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in shown]
    assert rows == [["Loam", "1.5"], ["Clay", "0.2"], ["Spade"]]
    assert not (course.root / "site" / "registry").exists()
    result = CliRunner().invoke(main, ["check", "-f", str(course.root / "mkdocs.yml")])
    assert (result.exit_code, "not looked into" in result.output) == (0, True)


def test_a_fault_in_rows_that_another_plugin_makes_is_told_at_their_line(
    course: Course, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        course.build(with_hook(SITE) + ROWS + HOOKED_ROWS.replace("0.2", "fine"))
    assert "docs/registry/data/kinds.csv:3:6: grain: expected a number" in caplog.records[-1].getMessage()


def test_rows_that_no_plugin_makes_stop_the_build_when_all_files_are_known(
    course: Course, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        course.build(with_hook(SITE) + ROWS + NO_SCRIPT)
    message = caplog.records[-1].getMessage()
    assert "there is no file 'data/kinds.csv' in the registry's folder" in message
    assert "no file in the registry's folder matches 'data/tools/*.json'" in message


PROJECTS = """--- mkdocs.yml
site_name: Made
theme: {name: mkdocs}
plugins: [genai, gen-files: {scripts: [gen.py]}]
--- docs/index.md
# Home

/// comparison-table | a/projects
///

/// comparison-table | a/counts
///
--- docs/registry.yml
areas:
  a:
    title: A
    page: index.md
    comparisons:
      projects:
        title: Projects
        rows_from: {file: projects/*.md}
        columns: {title: Title, file: {title: File, field: $file}, year: {title: Year, type: year}}
      counts: {title: Counts, rows_from: {file: data/*.csv}, columns: {name: Name, count: Count}}
--- docs/projects/gamma.md
---
title: Gamma
---
# Gamma
"""
MADE_PAGES = """--- gen.py
import mkdocs_gen_files

for name, year in {"alpha": 2020, "beta": 2021}.items():
    with mkdocs_gen_files.open(f"projects/{name}.md", "w") as page:
        page.write(f"---\\ntitle: {name.title()}\\nyear: {year}\\n---\\n# {name.title()}\\n")
with mkdocs_gen_files.open("data/counts.csv", "w") as counts:
    counts.write("name,count\\nRain,3\\n")
"""


def test_rows_may_be_the_front_matter_of_pages_that_another_plugin_makes_beside_a_registry_of_one_file(course: Course) -> None:
    built = course.build(PROJECTS + MADE_PAGES)
    assert built.log == []
    tables = [
        [cell.get_text() for cell in table.select("tbody :is(th, td)")]
        for table in built.page("index.html").select(".genai table")
    ]
    assert tables == [["Alpha", "alpha", "2020", "Beta", "beta", "2021", "Gamma", "gamma", "—"], ["Rain", "3"]]
    assert built.page("projects/alpha/index.html").select_one("h1")
    assert not (built.site / "data").exists()


def test_a_field_that_no_file_has_stops_the_build_when_all_files_are_known(
    course: Course, caplog: pytest.LogCaptureFixture
) -> None:
    tree = with_hook(PROJECTS).replace("      counts:", "      # counts:").replace("/// comparison-table | a/counts\n///\n", "")
    with pytest.raises(Abort):
        course.build(tree + NO_SCRIPT)
    assert "columns.year: no record has 'year'" in caplog.records[-1].getMessage()
