"""What is read of a page's source without converting it."""

from __future__ import annotations

import pytest

from mkdocs_genai.project.page_sources import BlockHead, Heading, Pages, PageSource, RegistryLink, WordCount


def source(text: str) -> PageSource:
    return PageSource(lambda: text)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("---\ntitle: A\n---\nText", "Text"),
        ("---\ntitle: A\n...\nText", "Text"),
        ("---\ntitle: [\n---\nText", "Text"),
        ("Text\n---\ntitle: A\n---\n", "Text\n---\ntitle: A\n---\n"),
    ],
    ids=["yaml", "dots", "not valid", "not at the beginning"],
)
def test_front_matter_is_what_mkdocs_takes_for_it(text: str, given: str) -> None:
    assert source(text).given == given


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("---\na: b\n---\n# One", Heading("One", 4)),
        ("Words\n\nOne *two*\n===\n", Heading("One *two*", 3)),
        ("## Below\n\n# One # {#id .class}\n", Heading("One", 3)),
        ("```\n# Code\n```\n<!-- # Comment\n# Comment\n-->\n    # Code\n# One ##", Heading("One", 8)),
        ("#hashtag\n", Heading("hashtag", 1)),
        ("# \n#\nWords\n\n===\n", None),
        (f"# {'#' * 50_000} ", None),
    ],
    ids=["front matter", "underlined", "attributes", "code and comments", "without a blank", "none", "signs alone"],
)
def test_the_heading_is_the_first_one_of_the_first_level(text: str, heading: Heading | None) -> None:
    assert source(text).heading == heading


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two-three, don't four.\n", WordCount(4, 0)),
        ("---\ntitle: A page\n---\nOne\n\n```\ncode here\n```\n`code` <!-- no\n\nno --> two", WordCount(2, 0)),
        ("One {{ two }} {% if three %} four {{ five\n}} six <!-- seven", WordCount(5, 0)),
        ("``a ` b`` c `d\n\ne` f", WordCount(4, 0)),
        ("機械学習 is learning", WordCount(2, 4)),
        ("/// topic-cards | garden\n///\nOne", WordCount(1, 0)),
        ("{{ " * 30_000 + "\n" + "<!-- " * 30_000 + "`" * 30_000 + " word", WordCount(1, 0)),
    ],
    ids=["words", "code and comments", "templates", "code spans", "characters", "a block", "never closed"],
)
def test_words_are_counted_where_they_are_prose(text: str, words: WordCount) -> None:
    assert source(text).word_count == words


def test_blocks_and_links_have_their_lines() -> None:
    page = source(
        "---\na: b\n---\n/// Topic-Cards | garden\n    limit: 1\n///\n- /// tab | One\n"
        "```\n/// topic-cards\n```\n<!--\n/// area-map\n-->\n"
        "[a][topic:garden/soil] `[b][area:x]` [c](<row:a/b/c>) {{ [d][area:y] }}\n"
    )
    assert page.block_heads == (
        BlockHead("topic-cards", "garden", 4),
        BlockHead("tab", "One", 7),
    )
    assert page.links == (RegistryLink("topic:garden/soil", 14), RegistryLink("row:a/b/c", 14))
    assert source("No block").block_heads == ()


def test_a_page_is_read_once_and_only_when_something_is_asked_of_it() -> None:
    read: list[str] = []

    def text(src_uri: str) -> str | None:
        read.append(src_uri)
        return "# A" if src_uri == "a.md" else None

    pages = Pages(lambda: ["a.md", "b.md"], text)
    assert list(pages) == ["a.md", "b.md"]
    assert read == []
    assert [pages["a.md"].heading, pages["b.md"].heading, pages["a.md"].text] == [Heading("A", 1), None, "# A"]
    assert read == ["a.md", "b.md"]


@pytest.mark.parametrize("line", ["# {{ title }}", "# A {% if x %}B{% endif %}", "# A <!-- B -->"])
def test_a_heading_that_a_template_or_comment_is_part_of_is_not_the_written_one(line: str) -> None:
    assert PageSource(lambda: f"{line}\n").written_heading is None
