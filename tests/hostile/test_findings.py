"""What generated input has found, each mended: the smallest input that showed it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from mkdocs.exceptions import Abort

from mkdocs_genai.build import Build
from mkdocs_genai.hosts.plain import PlainSite, find_problems, page_problems
from mkdocs_genai.problems import Position, Problem, report
from mkdocs_genai.project.project import Project
from mkdocs_genai.project.site_checks import page_homes
from mkdocs_genai.registry.inline_scanner import link_targets
from mkdocs_genai.registry.layers import Layer
from mkdocs_genai.render.inline import ConvertedTexts
from mkdocs_genai.render.mermaid_engines import BEST_ENGINE
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.targets import Target

from ..site.course import build_site, build_strictly
from ..stub_site import stub_page
from .harness import Outcome, no_hang, outcome_of, write_files


def outcome(root: Path, **files: str) -> Outcome:
    """What comes of areas, by their ids."""
    write_files({f"docs/registry/{name}.yml": text.encode() for name, text in files.items()}, root)
    return outcome_of(root)


def codes(found: Outcome) -> list[str]:
    """The codes of what is wrong with the registry; that its page has blocks for areas that are not there is no matter."""
    return sorted(problem.code for problem in found.problems if problem.code < "GA060")


def with_extensions() -> Markdown:
    extensions = ["arithmatex", "betterem", "caret", "emoji", "keys", "magiclink", "mark", "smartsymbols", "tilde"]
    return Markdown(extensions=["attr_list", "footnotes", "smarty", *(f"pymdownx.{name}" for name in extensions)])


SIGNS = ["[", "[[a](b)", "[a](", "[a]( [a](b)", "![", "[*a", "``a`", "[a][topic:", "*a_", "<", "&#", "\\", "`a", "***a*b", "*a"]
SIGNS_OF_EXTENSIONS = ["**a *b ", "~~a~", "^a^^", "$a", "==a", "{a", "*a*{", "'a", "a.", "++a", ":a", "www.", "a@", "(c"]


@pytest.mark.parametrize("text", [*SIGNS, *SIGNS_OF_EXTENSIONS])
def test_a_long_text_of_signs_takes_no_longer_than_another(text: str) -> None:
    for length in (5_000, 20_000):
        long = (text * length)[:length]
        with no_hang({"text": long.encode()}):
            ConvertedTexts(with_extensions)[long]
            link_targets(long)


def test_a_text_that_is_too_long_is_a_problem(tmp_path: Path) -> None:
    found = outcome(tmp_path, a=f"title: {'x' * 1_000_000}\n")
    assert codes(found) == ["GA005"]
    assert len(str(found.problems[0])) < 300


@pytest.mark.parametrize(
    "broken", ["related: [nowhere]", "requires: [nowhere]", "diagrams: {d: {title: D, nodes: {a: {label: A, area: x}}}}"]
)
def test_a_preview_shows_what_is_sound_of_a_registry_with_dead_references(tmp_path: Path, broken: str) -> None:
    found = outcome(tmp_path, a=f"title: A\n{broken}\n", b="title: Bee\n")
    assert "GA020" in codes(found)
    assert "Bee" in found.html


def test_a_preview_shows_a_diagram_without_its_dead_edges(tmp_path: Path) -> None:
    found = outcome(tmp_path, a='title: A\ndiagrams: {d: {title: D, nodes: {a: One, b: Two}, edges: [a --> c, "a - b"]}}\n')
    assert "GA024" in codes(found)
    assert "One" in found.html


def test_a_preview_says_fixed_words_where_the_course_s_own_can_not_be_filled_in(tmp_path: Path) -> None:
    rating = "title: A\ncomparisons: {t: {title: T, columns: {n: N, r: {title: R, type: rating}}, rows: {x: {n: x, r: 4}}}}\n"
    found = outcome(tmp_path, a=rating, course='labels: {rating: "{value.__class__} {"}\n')
    assert codes(found) == ["GA014"]
    assert "4 of 5" in found.html


def test_no_link_leads_to_an_unsafe_address_even_in_a_preview(tmp_path: Path) -> None:
    found = outcome(tmp_path, a='title: A\nsummary: "[click](javascript:alert) and [go](b.md)"\n')
    assert codes(found) == ["GA030", "GA031"]
    links = [link.get("href") for link in BeautifulSoup(found.html, "html.parser").select("a")]
    assert "b.md" in links
    assert not any("javascript" in str(link) for link in links)
    assert stub_page("a.md").resolve(Target.parse("java\nscript:alert")) is None


def test_a_report_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    found = outcome(tmp_path, a='title: A\n"\\e[31m\\u202e\\ud800": x\n')
    assert all(str(problem).isprintable() for problem in found.problems)
    shown = Problem(Position("f.yml", text="a\x1b[31m"), "x\x07", "y" * 5000, "GA010")
    assert "\x07" not in str(shown)
    assert "\x1b" not in shown.excerpt()
    assert len(str(shown)) < 1100


@pytest.mark.parametrize("condition", ["not " * 5000 + "n = 1", "(" * 5000])
def test_conditions_without_end_are_refused(tmp_path: Path, condition: str) -> None:
    write_files(
        {
            "docs/registry/a.yml": b"title: A\ncomparisons: {t: {title: T, columns: {n: N}, rows: {r: {n: x}}}}\n",
            "docs/index.md": f"/// comparison-table | a/t\n    where: {condition}\n///\n".encode(),
        },
        tmp_path,
    )
    messages = [problem.message for problem in outcome_of(tmp_path).problems]
    assert "/// comparison-table | a/t: option 'where': more than 50 conditions are nested inside each other" in messages


@pytest.mark.parametrize("fault", ["[x][topic:a/nowhere]\n\n", "[x][topic:a/x{}]\n\n", "/// topic-cards | x{}\n///\n\n"])
def test_faults_of_a_long_page_are_found_without_reading_it_for_each_of_them(tmp_path: Path, fault: str) -> None:
    page = "".join(fault.format(number) for number in range(1500))
    files = {"docs/registry/a.yml": b"title: A\n", "docs/index.md": page.encode()}
    write_files(files, tmp_path)
    with no_hang(files, factor=5):  # the page is converted twice, by Markdown itself most of the time
        problems = outcome_of(tmp_path).problems
    last = page.count("\n") - fault.count("\n") + 1
    assert max(problem.position.line for problem in problems if problem.code == "GA062") == last


@pytest.mark.parametrize(("words", "expected"), [(999, []), (1000, ["GA005"])])
def test_a_diagram_may_have_1000_nodes_arrows_and_words(tmp_path: Path, words: int, expected: list[str]) -> None:
    found = outcome(tmp_path, a=f"title: A\ndiagrams: {{d: {{title: D, nodes: {{a: {'word ' * words}}}}}}}\n")
    assert codes(found) == expected


def test_a_diagram_that_would_take_seconds_is_refused(tmp_path: Path) -> None:
    label = "word " * 1200
    area = f"title: A\ndiagrams: {{d: {{title: D, nodes: {{a: {label}}}}}}}\n"
    write_files({"docs/registry/a.yml": area.encode()}, tmp_path)
    found = outcome_of(tmp_path, layouts=Layouts(BEST_ENGINE))
    assert codes(found) == ["GA005"]
    # As a preview shows it.
    said = "/// concept-diagram | a/d: the diagram can't be laid out: it has 1201 nodes, edges and words, and the limit is 1000"
    assert [problem.message for problem in found.problems if problem.code == "GA067"] == [said]


def test_a_map_that_would_take_seconds_is_refused(tmp_path: Path) -> None:
    write_files({"docs/registry.yml": f"areas: {{{', '.join(f'a{n}: {{title: A}}' for n in range(301))}}}".encode()}, tmp_path)
    found = outcome_of(tmp_path, layouts=Layouts(BEST_ENGINE))
    said = "/// area-map: the map can't be drawn: it has 301 areas, and the limit is 300; write `/// area-cards` instead"
    assert [problem.message for problem in found.problems if problem.code == "GA067"] == [said]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_what_ends_a_line_to_yaml_alone_ends_none(tmp_path: Path, separator: str) -> None:
    found = outcome(tmp_path, a=f"title: A{separator}B\nsummary: [[{separator}x\n")
    assert [problem.position.line for problem in found.problems if problem.code == "GA002"] == [2]


def _each(text: str, count: int) -> str:
    return ", ".join(text.replace("$", str(number)) for number in range(count))


@pytest.mark.parametrize(
    "text",
    [
        f"topics: {{{_each('t$: {}', 10_000)}}}",
        f"topics: {{{_each('t$: {title: T, requires: [x$]}', 3000)}}}",
        "\n".join(f"k{number}: x" for number in range(10_000)),
        f"comparisons: {{{_each('c$: {title: T, columns: {n: N, X: M}, rows: {r: {n: 1}}}', 2000)}}}",
        f"diagrams: {{d: {{title: D, nodes: {{a: A}}, edges: ['a --{' ' * 90_000}x']}}}}",
        "x: 'a\n" * 20_000,
        "x: a: b\n" * 12_000,
        f"topics: {{{_each('t$: {title: T}', 10_000)}, {_each('t$: {title: T}', 10_000)}}}",
        "topics:\n" + "".join(f"  t{number}:\n" for number in range(10_000)),
        f"topics: {{{_each('t$: {title: T, requires: [t0, t$, t1$]}', 5000)}}}",
        f"comparisons: {{t: {{title: T, columns: {{n: N, x: X}}, rows: {{r: {{n: '{'[a](' * 250_000}'}}}}}}}}",
        f"comparisons: {{t: {{title: T, columns: {{{_each('c$: C', 2000)}}}, rows: {{r: {{{_each('d$: 1', 2000)}}}}}}}}}",
    ],
    ids=lambda text: text[:30],
)
def test_thousands_of_problems_take_no_longer_than_others(tmp_path: Path, text: str) -> None:
    files = {"docs/registry/a.yml": f"title: A\n{text}\n".encode()}
    write_files(files, tmp_path)
    project = Project(tmp_path, tmp_path / "docs/registry", tmp_path / "docs")
    with no_hang(files):
        problems = find_problems(project)
        report(problems)
    assert problems


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "faults"),
    [
        (_each("[x][topic:a/n$]", 3000), 3000),
        ("\n\n".join(f"/// topic-card | a{number}" for number in range(3000)), 3000),
        (f"{'/' * 100_000}\n\n/// topic-cards | b\n///\n", 1),
        (f"/// comparison-table | a/t\n    where: {' and '.join(['n = 1'] * 40_000)}, 2\n///\n", 1),
    ],
    ids=lambda text: str(text)[:20],
)
def test_a_page_of_thousands_of_faults_takes_no_longer_than_another(tmp_path: Path, page: str, faults: int) -> None:
    area = b"title: A\ntopics: {t: {title: T}}\ncomparisons: {t: {title: T, columns: {n: N}, rows: {r: {n: '1'}}}}\n"
    files = {"docs/registry/a.yml": area, "docs/index.md": page.encode()}
    write_files(files, tmp_path)
    project = Project(tmp_path, tmp_path / "docs/registry", tmp_path / "docs")
    site = PlainSite(project)
    build = Build(project, site)
    with no_hang(files, factor=3):  # most of it is Markdown's
        found = page_problems(build, site)
        report(found)
    assert len(found) == faults
    assert {problem.position.text for problem in found} <= set(page.split("\n"))


def test_dead_links_are_near_to_one_of_many_pages_without_a_look_at_all_of_them_for_each(tmp_path: Path) -> None:
    page = [f"  t{number}: {{title: T, page: pag-{number}0.md}}" for number in range(500)]
    text = [f"  u{number}: {{title: T, summary: '[x](pag-{number}0.md)'}}" for number in range(500)]
    area = "\n".join(["title: A", "topics:", *page, *text])
    files = {"docs/registry/a.yml": area.encode()} | {f"docs/page-{number}.md": b"# Page" for number in range(500)}
    write_files(files, tmp_path)
    project = Project(tmp_path, tmp_path / "docs/registry", tmp_path / "docs")
    with no_hang(files):
        problems = find_problems(project)
    assert len(problems) == 1000
    assert [problem.message for problem in problems if "did you mean" not in problem.message] == []


LONG = """\
areas:
  $: {title: A, page: index.md, comparisons: {$: {title: T, columns: {$: N}, rows: {$: {$: x}}}}, topics: {$: {title: T}},
      diagrams: {$: {title: D, nodes: {$: A, x: X}, edges: [$ --> x]}}}
"""


def test_an_id_is_no_longer_than_a_file_s_name_has_room_for(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    config, block = b"site_name: X\nplugins: [genai]\n", b"# A\n\n/// comparison-table | $/$\n///\n"
    for length, ends in ((120, contextlib.nullcontext()), (121, pytest.raises(Abort))):
        name = b"k" * length
        files = {"mkdocs.yml": config, "docs/registry.yml": LONG.encode(), "docs/index.md": block}
        write_files({file: text.replace(b"$", name) for file, text in files.items()}, tmp_path)
        with ends:
            build_site(tmp_path)
    rule = "is not a valid id: use only lower-case letters a to z, digits and hyphens, at most 120; write"
    assert caplog.text.count(f"{name.decode()}' {rule}") == 8


def test_half_a_character_in_an_option_stops_no_build(tmp_path: Path) -> None:
    area = b"title: A\ncomparisons: {t: {title: T, columns: {n: N}, rows: {r: {n: x}}}}\n"
    page = rb"/// comparison-table | a/t" + b"\n" + rb'    limit: "\ud800\udc00"' + b"\n///\n"
    write_files({"docs/registry/a.yml": area, "docs/index.md": page}, tmp_path)
    assert r"\ud800\udc00" in outcome_of(tmp_path).html


def _rated(rows: str) -> str:
    ratings = ", ".join(f"{name}: {{title: {name}, type: rating}}" for name in "abc")
    return f"title: A\ncomparisons: {{t: {{title: T, columns: {{n: N, {ratings}}}, rows: {{{rows}}}}}}}\n"


@pytest.mark.parametrize("blank", ["&nbsp;", "&#32;", "&#x2003;", "&#12;", "&Tab;", "&NewLine;"])
def test_a_row_whose_name_is_a_blank_goes_by_its_id_in_a_chart(tmp_path: Path, blank: str) -> None:
    found = outcome(tmp_path, a=_rated(f'r: {{n: "{blank}", a: 1, b: 2, c: 3}}, s: {{n: S, a: 3, b: 2, c: 1}}'))
    names = BeautifulSoup(found.html, "html.parser").select(".genai-chart__drawings--wide .genai-chart__key")
    assert [name.get_text(strip=True) for name in names] == ["r", "S"]


def test_thousands_of_radars_take_no_longer_than_other_things(tmp_path: Path) -> None:
    files = {"docs/registry/a.yml": _rated(_each("r$: {n: Row, a: 1, b: 2, c: 3}", 1000)).encode()}
    write_files(files, tmp_path)
    with no_hang(files, factor=3):  # most of it to fill in templates
        assert outcome_of(tmp_path).html.count("<desc") == 1000


def test_a_file_with_thousands_of_columns_takes_no_longer_than_others(tmp_path: Path) -> None:
    header = ",".join(f"column-{number}" for number in range(20_000))
    area = b"title: A\ncomparisons: {t: {title: T, columns: {column-0: C}, rows_from: {file: rows.csv}}}\n"
    files = {"docs/registry/a.yml": area, "docs/registry/rows.csv": f"{header}\nx\n".encode()}
    write_files(files, tmp_path)
    with no_hang(files):
        assert codes(outcome_of(tmp_path)) == []


def test_layers_with_thousands_of_entries_take_no_longer_than_others(tmp_path: Path) -> None:
    table = f"{{title: T, columns: {{n: N}}, rows: {{{_each('r$: {n: x}', 5000)}}}}}"
    layer = f"areas: {{a: {{title: A, comparisons: {{t: {table}}}}}}}"
    files = {f"{name}.yml": layer.encode() for name in "ab"}
    write_files(files, tmp_path)
    layers = tuple(Layer(tmp_path / name) for name in files)
    project = Project(tmp_path, layers[-1].path or tmp_path, layers=layers)
    with no_hang(files):
        assert find_problems(project) == []


@pytest.mark.parametrize("page", ["./s/t.md", "s//t.md", "s/./t.md"])
def test_a_page_is_the_same_however_its_place_is_written(tmp_path: Path, page: str) -> None:
    write_files({"docs/s/t.md": b"# A\n\n/// topic-cards\n///\n"}, tmp_path)
    found = outcome(tmp_path, a=f"title: A\npage: {page}\n")
    assert page_homes(found.loaded.registry) == {"s/t.md": "a"}
    assert codes(found) == []
    twice = outcome(tmp_path, a=f"title: A\npage: {page}\n", b="title: B\npage: s/t.md\n")
    assert codes(twice) == ["GA026"]


@pytest.mark.parametrize("url", ["'#'", "'#below'"])
def test_a_link_to_a_topic_on_the_page_itself_stops_no_build(tmp_path: Path, url: str) -> None:
    write_files({"docs/index.md": b"# Home\n\n[Here][topic:a/t]\n"}, tmp_path)
    found = outcome(tmp_path, a=f"title: A\ntopics: {{t: {{title: T, url: {url}}}}}\n")
    assert codes(found) == []
    write_files({"mkdocs.yml": b"site_name: X\nplugins: [genai]\n"}, tmp_path)
    page = BeautifulSoup((build_strictly(tmp_path) / "index.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in page.select("p > a") if link.get_text() == "Here"] == [url[1:-1]]
