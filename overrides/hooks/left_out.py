"""What Material brings and this site never asks for is not published: maps of its scripts, words of other languages for search.

They are a sixth of the site's size.
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
