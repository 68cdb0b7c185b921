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
_NOT_LATIN_1 = re.compile(rb"[\x80-\x84\x86-\x9f]")
"""Control characters of ISO 8859-1; in Windows' encoding, which is often called latin-1, they are signs and letters."""
_BEYOND_ASCII = re.compile(r"[\w'’]*[^\W\x00-\x7f][\w'’]*")


def decoded(content: bytes, shown: str, encoding: str | None) -> str | Problem:
    """The text of a file with the line ends of Unix, or why there is none; without a named encoding, it is UTF-8."""
    mark = next((encoding for mark, encoding in _WITH_MARK.items() if content.startswith(mark)), None)
    used = encoding or mark or "utf-8"
    try:
        text = content.decode(used).removeprefix("\ufeff")
        if wrong := _unlikely(content, text, used):
            return Problem(Position(shown), "", wrong, "GA006")
        return with_unix_line_ends(text)
    except UnicodeError as error:
        if used == "utf-8" and isinstance(error, UnicodeDecodeError):
            return not_utf8(content, error, shown, _cure(content))
        return Problem(Position(shown), "", f"is not {used} text; name another `encoding`, or save it as UTF-8", "GA006")


def _unlikely(content: bytes, text: str, encoding: str) -> str | None:
    """Why a file that can be decoded is in another encoding nevertheless; None where nothing speaks for that."""
    if encoding == "utf-8" and "\0" in text:
        # In the texts of most languages, one of two bytes of UTF-16 is zero.
        meant = "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
        is_likely = 3 * text.count("\0") > len(text)
        return f"is not UTF-8 text; it looks like `encoding: {meant}`" if is_likely else None
    if codecs.lookup(encoding).name == "iso8859-1" and (found := _NOT_LATIN_1.search(content)):
        return f"has the byte 0x{found[0].hex()}, which is not a letter or sign in {encoding}; write `encoding: {_WESTERN}`"
    return None


def _cure(content: bytes) -> str:
    """The cure of a file that is not UTF-8, with the encoding that it looks like."""
    name = "save it as UTF-8, or name its encoding by `encoding`"
    try:
        text = content.decode(_WESTERN)
    except UnicodeDecodeError:
        return name
    beyond = _BEYOND_ASCII.findall(text)
    letters = [char for word in beyond for char in word if char.isalpha()]
    # Of a text in another script, most words would be made of accented letters alone.
    if not beyond or sum(char.isascii() for char in letters) <= len(letters) / 2:
        return name
    return f"{name}; it looks like `encoding: {_WESTERN}`, in which it has '{beyond[0][:40]}'"
