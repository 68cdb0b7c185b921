"""Decodes files that other people keep: UTF-8, UTF-16 where its mark says so, or the encoding that the author names.

A file in another encoding is never decoded by a guess, because most guesses give some text. The message names the one that is
most likely, with a word of the file as it would then read.
"""

from __future__ import annotations

import codecs
import re

from ..problems import Position, Problem
from .text_files import not_utf8, with_unix_line_ends

_WITH_MARK = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""The encodings by their byte order marks, UTF-32 first, because its mark begins like that of UTF-16."""
_WESTERN = "windows-1252"
_BEYOND_ASCII = re.compile(r"[\w'’]*[^\W\x00-\x7f][\w'’]*")


def decoded(content: bytes, shown: str, encoding: str | None) -> str | Problem:
    """The text of a file with the line ends of Unix, or why there is none; without a named encoding, it is UTF-8."""
    mark = next((encoding for mark, encoding in _WITH_MARK.items() if content.startswith(mark)), None)
    used = encoding or mark or "utf-8"
    try:
        return with_unix_line_ends(content.decode(used).removeprefix("\ufeff"))
    except UnicodeError as error:
        if used == "utf-8" and isinstance(error, UnicodeDecodeError):
            return not_utf8(content, error, shown, _cure(content))
        return Problem(Position(shown), "", f"is not {used} text; name another `encoding`, or save it as UTF-8", "GA006")


def _cure(content: bytes) -> str:
    """The cure of a file that is not UTF-8, with the encoding that it looks like."""
    name = "save it as UTF-8, or name its encoding by `encoding`"
    try:
        text = content.decode(_WESTERN)
    except UnicodeDecodeError:
        return name
    beyond = _BEYOND_ASCII.findall(text)
    letters = sum(char.isalpha() and char.isascii() for char in text)
    # Of a text in another script, most words would be made of accented letters alone.
    if not beyond or sum(not char.isascii() for word in beyond for char in word) > letters:
        return name
    return f"{name}; it looks like `encoding: {_WESTERN}`, in which it has '{beyond[0][:40]}'"
