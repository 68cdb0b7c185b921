"""The command line on real files: what it prints, in every format, and how it exits."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_genai.cli import main
from mkdocs_genai.registry.json_schema import json_schema

from ..site.course import build_site

BROKEN = """\
title: Gardening
page: index.md
topics:
  soil:
    title: no
    stauts: draft
"""

EXPECTED = """\
docs/registry/gardening.yml:5:12: topics.soil.title: expected text; YAML reads no as false, so put it in quotes: "no" [GA013]
  5 |     title: no
    |            ^^
docs/registry/gardening.yml:6:5: topics.soil.stauts: unknown key; did you mean 'status'? [GA010]
  6 |     stauts: draft
    |     ^^^^^^

2 problems in 1 file
"""


def course(root: Path, registry: str, page: str = "# Gardening\n", config: str = "") -> Path:
    """Write a small course; gives its mkdocs.yml."""
    (root / "docs" / "registry").mkdir(parents=True)
    (root / "docs" / "index.md").write_text(page, "utf-8")
    (root / "docs" / "registry" / "gardening.yml").write_text(registry, "utf-8")
    file = root / "mkdocs.yml"
    file.write_text(config or "site_name: A course\nplugins: [genai]\n", "utf-8")
    return file


def check(*arguments: object) -> Result:
    """Run `mkdocs-genai check`."""
    return CliRunner().invoke(main, ["check", *map(str, arguments)], catch_exceptions=False)


def test_every_problem_is_reported_with_its_line_and_exit_status_1(tmp_path: Path) -> None:
    result = check("-f", course(tmp_path, BROKEN))
    assert result.output == EXPECTED
    assert result.exit_code == 1


def test_a_sound_course_exits_with_0(tmp_path: Path) -> None:
    result = check("-f", course(tmp_path, "title: Gardening\npage: index.md\n"))
    assert (result.output, result.exit_code) == ("no problems found\n", 0)


def test_pages_that_the_site_leaves_out_are_no_pages(tmp_path: Path) -> None:
    config = "site_name: A course\nplugins: [genai]\nexclude_docs: |\n  /drafts/\n"
    file = course(tmp_path, "title: Gardening\npage: drafts/soil.md\n", config=config)
    (tmp_path / "docs" / "drafts").mkdir()
    (tmp_path / "docs" / "drafts" / "soil.md").write_text("/// topic-cards | nothing\n///\n", "utf-8")
    (tmp_path / "docs" / ".hidden.md").write_text("/// topic-cards | nothing\n///\n", "utf-8")
    assert [line for line in check("-f", file).output.splitlines() if "[GA" in line] == [
        "docs/registry/gardening.yml:2:7: page: the page 'drafts/soil.md' is excluded from the site, so nothing links to it; "
        "publish the page [GA033]"
    ]


_PLANTS = """\
title: Gardening
page: index.md
topics: {soil: {title: Soil, tags: [earth]}, seeds: {title: Seeds}}
comparisons:
  beds:
    title: Beds
    columns: {name: Name}
    rows: {flat: {name: Flat}, high: {name: High}}
"""
_LINKS = (
    "# Links\n\n[][topic:gardening/soil] [][topic:gardening/seeds] [][row:gardening/beds/flat] [][row:gardening/beds/high]\n"
)


@pytest.mark.parametrize(
    ("validation", "page", "lacking"),
    [
        ("", "# Gardening\n", []),
        ("validation: {anchors: info}", "# Gardening\n", []),
        ("validation: {anchors: warn, links: {anchors: ignore}}", "# Gardening\n", []),
        (
            "validation: {anchors: warn}",
            "# Gardening\n",
            ["topic_gardening_seeds", "topic_gardening_soil", "row_gardening_beds_flat", "row_gardening_beds_high"],
        ),
        (
            "validation: {links: {anchors: warn}}",
            "/// topic-cards\n    tags: earth\n///\n\n/// comparison-table | beds\n    where: name = Flat\n///\n",
            ["topic_gardening_seeds", "row_gardening_beds_high"],
        ),
        (
            "validation: {anchors: warn}",
            '/// topic-cards\n///\n\n## Flat { #row_gardening_beds_flat }\n\n<a id="row_gardening_beds_high"></a>\n',
            [],
        ),
        ("validation: {anchors: warn}", "/// topic-cards | nothing\n///\n", []),
    ],
    ids=["nothing said", "information", "not for links", "no block", "some", "the author's own", "a faulty block"],
)
def test_links_to_what_their_page_does_not_show_are_reported_where_mkdocs_warns_of_them(
    tmp_path: Path, validation: str, page: str, lacking: list[str]
) -> None:
    config = f"site_name: A course\nplugins: [genai]\nmarkdown_extensions: [attr_list]\n{validation}\n"
    file = course(tmp_path, _PLANTS, page, config)
    (tmp_path / "docs" / "links.md").write_text(_LINKS, "utf-8")
    said = re.findall(r"docs/links\.md:3:1: a link leads to 'index\.md#(\w+)', which no block", check("-f", file).output)
    assert sorted(said) == sorted(lacking)
    warned = [line for line in build_site(tmp_path).log if "does not contain an anchor" in line and line.startswith("WARNING")]
    assert len(warned) == len(lacking) or "nothing" in page


def test_such_a_link_in_a_text_of_the_registry_is_reported_at_the_page_that_shows_it(tmp_path: Path) -> None:
    config = "site_name: A course\nplugins: [genai]\nvalidation: {anchors: warn}\n"
    file = course(tmp_path, _PLANTS, "# Gardening\n", config)
    cooking = (
        "title: Cooking\npage: cooking.md\ntopics: {soup: {title: Soup, summary: 'Not of [soil](topic:gardening/soil).'}}\n"
    )
    (tmp_path / "docs" / "registry" / "cooking.yml").write_text(cooking, "utf-8")
    (tmp_path / "docs" / "cooking.md").write_text("# Cooking\n\n/// topic-cards\n///\n", "utf-8")
    assert "docs/cooking.md:1:1: a link leads to 'index.md#topic_gardening_soil', which no" in check("-f", file).output


def test_a_pattern_of_a_nav_is_left_to_the_plugin_that_reads_it(tmp_path: Path) -> None:
    config = 'site_name: A course\nnav: [index.md, {Boats: "boats/*.md"}]\nplugins: [literate-nav, genai]\n'
    file = course(tmp_path, "title: Gardening\npage: index.md\n", "# Gardening\n", config)
    assert check("-f", file).output == "no problems found\n"


def test_a_rule_of_exclude_docs_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    config = "site_name: A course\nplugins: [genai]\nexclude_docs: |\n  !\n"
    result = check("-f", course(tmp_path, "title: Gardening\npage: index.md\n", config=config))
    assert (result.exit_code, "exclude_docs" in result.output) == (2, True), result.output


def test_pages_are_checked_without_a_build(tmp_path: Path) -> None:
    page = "---\ntitle: x\n---\n\n# Gardening\n\n/// topic-card\n///\n\nSee [the soil][topic:gardening/sole].\n"
    file = course(tmp_path, "title: Gardening\npage: index.md\ntopics:\n  soil: {title: Soil}\n", page)
    result = check("-f", file)
    assert result.output == (
        "docs/index.md:7:1: /// topic-card: no block is called 'topic-card'; did you mean 'topic-cards'? [GA060]\n"
        "  7 | /// topic-card\n"
        "    | ^^^^^^^^^^^^^^\n"
        "docs/index.md:10:1: [topic:gardening/sole]: the area 'gardening' has no topic 'sole'; did you mean 'soil'? [GA062]\n"
        "  10 | See [the soil][topic:gardening/sole].\n"
        "     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "\n2 problems in 1 file\n"
    )
    assert result.exit_code == 1


def test_a_dead_link_in_the_registry_is_a_problem(tmp_path: Path) -> None:
    registry = "title: Gardening\npage: index.md\nsummary: See [more](indx.md).\n"
    result = check("-f", course(tmp_path, registry))
    assert result.output.startswith(
        "docs/registry/gardening.yml:3:10: summary: the link 'indx.md' leads to a file that is not in docs_dir; "
        "did you mean 'index.md'?"
    )


def test_a_registry_can_be_checked_by_its_path(tmp_path: Path) -> None:
    course(tmp_path, BROKEN)
    result = check(tmp_path / "docs" / "registry")
    assert result.exit_code == 1
    assert "gardening.yml:6:5: topics.soil.stauts" in result.output


def test_pages_are_no_matter_where_only_a_registry_is_checked(tmp_path: Path) -> None:
    course(tmp_path, "title: Gardening\npage: elsewhere.md\n", "/// topic-card\n///\n")
    assert check(tmp_path / "docs" / "registry").output == "no problems found\n"


def test_where_there_is_no_mkdocs_yml_the_schema_is_that_of_any_course(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["schema", "-f", str(tmp_path / "mkdocs.yml")], catch_exceptions=False)
    assert (done.exit_code, json.loads(done.output)) == (0, json_schema("area"))


@pytest.mark.parametrize("arguments", [["schema", "-o"], ["export", "-o"]])
def test_a_file_that_can_not_be_written_is_wrong_usage_and_says_why(arguments: list[str], tmp_path: Path) -> None:
    config = course(tmp_path, "title: Gardening\npage: index.md\n")
    output = config / "out.json"  # mkdocs.yml is no folder
    result = CliRunner().invoke(main, [*arguments, str(output), "-f", str(config)], catch_exceptions=False)
    assert result.exit_code == 2
    assert re.search(rf"{re.escape(str(output))} can't be written: \w", result.output)


def test_assets_that_can_not_be_written_say_why(tmp_path: Path) -> None:
    config = course(tmp_path, "title: Gardening\npage: index.md\n")
    (tmp_path / "docs" / "assets").write_text("", "utf-8")
    result = CliRunner().invoke(main, ["assets", "-f", str(config)], catch_exceptions=False)
    assert result.exit_code == 1
    assert re.search(r"docs/assets\S* can't be written: \w", result.output)


@pytest.mark.parametrize(
    "arguments",
    [["-f", "nowhere.yml"], ["nowhere"], ["nowhere" * 99], ["-f", "nowhere" * 99], ["--format", "yaml"], ["--what"]],
)
def test_wrong_usage_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    arguments = [str(tmp_path / argument) if argument.startswith("nowhere") else argument for argument in arguments]
    assert check(*arguments).exit_code == 2


def test_only_a_command_that_takes_a_registry_asks_for_one(tmp_path: Path) -> None:
    config = str(tmp_path / "mkdocs.yml")
    said = [
        CliRunner().invoke(main, [*command, "-f", config]).output for command in (["check"], ["export"], ["new", "area", "x"])
    ]
    assert [output.partition("; ")[2] for output in said] == [
        "name a configuration with -f, or a registry as PATH\n",
        "name a configuration with -f\n",
        "name a configuration with -f\n",
    ]


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("site_name: [x\n", "mkdocs.yml is not valid YAML"),
        ("nav:\n  - area: *\n", "mkdocs.yml:2:5: for the areas of the registry, write area:* without a space [GA002]"),
        ("nav:\n  - Topics:\n      - area :   *\n", "mkdocs.yml:3:9: for the areas of the registry, write area:* without"),
        (
            "plugins:\n  - search\n  - genai\n    registry: knowledge\n",
            "mkdocs.yml:3:3: a line without 'key: value'; is a colon missing, or the space after it? [GA002]\n  3 |",
        ),
        ("- site_name\n", "mkdocs.yml is not a MkDocs configuration: expected a mapping"),
        ("INHERIT: base.yml\n", "base.yml can't be read: No such file or directory"),
        ('INHERIT: "\\0"\n', "mkdocs.yml: INHERIT has a control character (U+0000)"),
        ('docs_dir: "\\0"\n', "mkdocs.yml: docs_dir has a control character (U+0000)"),
        ('theme: {custom_dir: "\\ud800"}\n', "mkdocs.yml: custom_dir has a control character (U+D800)"),
        ('plugins: [genai: {registry: "\\0"}]\n', r"mkdocs.yml: genai: registry: '\x00' has a control character (U+0000)"),
        ("site_name: 2025-99-99\n", "mkdocs.yml is not valid YAML: month must be in 1..12"),
        ("site_name: !!bool x\n", "mkdocs.yml is not valid YAML: 'x'"),
        ("site_name: !!timestamp x\n", "mkdocs.yml is not valid YAML: "),
        (f"site_name: {'[' * 3000}\n", "mkdocs.yml is not valid YAML: maximum recursion depth exceeded"),
        ("plugins: [i18n: {languages: 5}]\n", "mkdocs.yml: i18n: languages: expected a list, found 5"),
        (
            "plugins: [i18n: {languages: [{locale: ../x}]}]\n",
            "mkdocs.yml: i18n: languages: '../x' is not a language code such as 'en' or 'pt-BR'",
        ),
    ],
)
def test_an_unreadable_mkdocs_yml_is_wrong_usage_and_says_why(tmp_path: Path, config: str, words: str) -> None:
    result = check("-f", course(tmp_path, BROKEN, config=config))
    assert result.exit_code == 2
    assert words in result.output


def test_the_root_of_all_folders_is_a_place_too(tmp_path: Path) -> None:
    result = check("-f", course(tmp_path, BROKEN, config="plugins: [genai: {registry: /}]\n"))
    assert result.exit_code == 1
    assert "the registry's folder has no .yml file" in result.output


def test_tags_of_mkdocs_yml_and_inherited_files_are_understood(tmp_path: Path) -> None:
    config = "INHERIT: base.yml\nsite_name: !ENV [NO_SUCH, x]\nx: !!python/name:os.system\n"
    file = course(tmp_path, BROKEN, config=config)
    (tmp_path / "base.yml").write_text("plugins:\n  - search\n  - genai: {registry: elsewhere}\n", "utf-8")
    (tmp_path / "docs" / "registry").rename(tmp_path / "elsewhere")
    result = check("-f", file)
    assert "elsewhere/gardening.yml:6:5" in result.output


def test_json_has_an_object_for_each_problem(tmp_path: Path) -> None:
    found = json.loads(check("-f", course(tmp_path, BROKEN), "--format", "json").output)
    assert [(item["code"], item["file"], item["line"], item["column"], item["path"]) for item in found] == [
        ("GA013", "docs/registry/gardening.yml", 5, 12, "topics.soil.title"),
        ("GA010", "docs/registry/gardening.yml", 6, 5, "topics.soil.stauts"),
    ]


def test_github_annotations_escape_what_the_protocol_needs(tmp_path: Path) -> None:
    output = check("-f", course(tmp_path, 'title: "a%b"\npage: index.md\n"x,y:": 1\n'), "--format", "github").output
    assert output == (
        "::error file=docs/registry/gardening.yml,line=3,col=1,endColumn=7,title=GA010 Unknown key::x,y:: unknown key; "
        "available: summary, icon, url, topics, comparisons, diagrams, terms, related, requires, overlaps, call_to_action\n"
    )


def test_nothing_is_printed_for_programs_when_nothing_is_wrong(tmp_path: Path) -> None:
    result = check("-f", course(tmp_path, "title: Gardening\npage: index.md\n"), "--format", "github")
    assert (result.output, result.exit_code) == ("", 0)


def test_a_terminal_has_positions_in_bold_and_what_is_marked_in_color(tmp_path: Path) -> None:
    file = course(tmp_path, BROKEN.replace("title: no", "title: Soil\n    summary: '[x](nowhere.md)'"))
    (tmp_path / "docs" / "registry" / "latin.yml").write_bytes(b"\xff\n")
    command = [sys.executable, "-c", "from mkdocs_genai.cli import main; main()", "check", "-f", str(file)]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env={**os.environ, "NO_COLOR": ""}, stdout=theirs) as process:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError), open(ours, "rb", buffering=0) as terminal:  # Linux ends a terminal with an error
            while part := terminal.read(4096):
                said += part
    output = said.decode().replace("\r\n", "\n")
    assert process.returncode == 1
    assert "\x1b[1mdocs/registry/gardening.yml:7:5\x1b[0m: topics.soil.stauts: unknown key" in output
    assert "\x1b[31m    |     ^^^^^^\x1b[0m" in output
    assert "\x1b[33m    |              ^" in output
    assert re.sub(r"\x1b\[\d+m", "", output) == check("-f", file).output


def test_output_has_no_color_when_it_is_not_a_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in check("-f", course(tmp_path, BROKEN)).output


def test_what_other_plugins_make_is_not_looked_into_and_no_error(tmp_path: Path) -> None:
    registry = (
        "title: Gardening\npage: index.md\ntopics: {soil: {title: Soil, page: made/soil.md, summary: 'See [x](made/x.md).'}}\n"
    )
    page = "# Home\n\n{% for n in names %}\n/// topic-crads\n///\n{% endfor %}\n"
    config = "site_name: x\nplugins: [search, gen-files, macros, genai]\nhooks: [h.py]\n"
    result = check("-f", course(tmp_path, registry, page, config))
    assert result.stdout == "no problems found\n"
    assert result.stderr == ("not looked into: what gen-files, macros and hooks may make or change; the build reports it\n")


def test_snippets_that_are_downloaded_are_not_looked_into(tmp_path: Path) -> None:
    config = "site_name: x\nplugins: [genai]\nmarkdown_extensions: [{pymdownx.snippets: {url_download: true}}]\n"
    page = '# Gardening\n\n--8<-- "https://example.org/bad.md"\n\n/// topic-crads\n///\n'
    result = check("-f", course(tmp_path, "title: Gardening\npage: index.md\n", page, config))
    assert "docs/index.md:5:1: /// topic-crads: no block is called" in result.stdout
    assert result.stderr == "not looked into: what url_download may make or change; the build reports it\n"


def test_a_page_without_a_template_is_looked_into_beside_macros(tmp_path: Path) -> None:
    config = "site_name: x\nplugins: [macros, genai]\n"
    result = check("-f", course(tmp_path, "title: Gardening\npage: index.md\n", "# Home\n\n/// topic-crads\n///\n", config))
    assert result.exit_code == 1
    assert "docs/index.md:3:1: /// topic-crads: no block is called" in result.stdout


def test_without_a_registry_check_says_how_to_begin(tmp_path: Path) -> None:
    config = course(tmp_path, "")
    (tmp_path / "docs/registry/gardening.yml").unlink()
    (tmp_path / "docs/registry").rmdir()
    result = check("-f", config)
    assert (result.exit_code, result.stdout) == (0, "no problems found\n")
    assert result.stderr.endswith("`mkdocs-genai new registry` writes one\n")


@pytest.mark.parametrize(
    ("plugins", "where"),
    [("[search]", "2:1"), ("{search: {}}", "2:1"), ("[search, gen_ai]", "2:19"), ("{genia: {llms: true}}", "2:11")],
)
def test_a_plugin_that_is_missing_is_found(tmp_path: Path, plugins: str, where: str) -> None:
    config = course(tmp_path, "title: Gardening\n", config=f"site_name: x\nplugins: {plugins}\n")
    result = check("-f", config)
    assert result.stdout.startswith(f"mkdocs.yml:{where}: plugins")
    assert "[GA051]" in result.stdout


def test_zensical_has_no_plugins(tmp_path: Path) -> None:
    config = "site_name: x\nmarkdown_extensions: [mkdocs_genai.blocks]\n"
    assert check("-f", course(tmp_path, "title: Gardening\n", config=config)).output == "no problems found\n"


def test_information_is_reported_and_is_no_mistake(tmp_path: Path) -> None:
    columns = "{n: N, x: {title: X, type: year}}"
    table = f"comparisons:\n  t: {{title: T, columns: {columns}, rows_from: {{file: t.csv, on_error: skip}}}}\n"
    file = course(tmp_path, f"title: Gardening\npage: index.md\n{table}")
    (tmp_path / "docs" / "registry" / "t.csv").write_text("n,x\nA,1999\nB,long ago\n", "utf-8")
    result = check("-f", file)
    assert result.exit_code == 0
    assert result.output.endswith("\n\nno problems found\n")
    assert "found the text 'long ago'; such a record is left out, as `on_error: skip` says [GA042]\n" in result.output
    (item,) = json.loads(check("-f", file, "--format", "json").output)
    assert item["severity"] == "info"
    assert check("-f", file, "--format", "github").output.startswith("::notice file=docs/registry/t.csv,line=3,")
    (run,) = json.loads(check("-f", file, "--format", "sarif").output)["runs"]
    assert [found["level"] for found in run["results"]] == ["note"]


def test_a_terminal_that_can_not_say_all_gets_escapes(tmp_path: Path) -> None:
    broken = course(tmp_path, "title: Gardening\npage: index.md\n花: x\n")
    result = CliRunner(charset="cp1252").invoke(main, ["check", "-f", str(broken)], catch_exceptions=False)
    assert result.exit_code == 1
    assert "\\u82b1" in result.output
