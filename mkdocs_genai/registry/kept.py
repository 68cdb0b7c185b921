"""Registry files that a preview has read before, and need not parse again."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

from .document import Document
from .source import parse_document, read_text


class KeptDocuments:
    """Reads files as `read_document` does, and parses those whose text has changed."""

    def __init__(self) -> None:
        self._kept: dict[FilePath, tuple[str, Document, Any]] = {}

    def read(self, path: FilePath, shown: str) -> Document:
        """One YAML file; its value must not be changed in place."""
        unread = Document(shown, [])
        text = read_text(path, shown, unread.problems)
        if text is None:
            return unread
        kept = self._kept.get(path)
        if kept is not None and kept[0] == text and kept[1].file == shown:
            kept[1].value = kept[2]
            return kept[1]
        document = parse_document(text, shown)
        self._kept.pop(path, None)
        if not document.problems:
            self._kept[path] = text, document, document.value
        return document
