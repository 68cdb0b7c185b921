"""Leaves out what Material brings and this course never requests: source maps, and search data of other languages.

These files would be a sixth of the site.
"""

from __future__ import annotations

from mkdocs.structure.files import Files

_UNUSED = ("assets/javascripts/lunr/",)


def on_files(files: Files, **_: object) -> Files:
    """Take the files out."""
    for file in list(files):
        if file.src_uri.endswith(".map") or file.src_uri.startswith(_UNUSED):
            files.remove(file)
    return files
