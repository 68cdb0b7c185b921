"""Leaves out what no reader needs: source maps, search data of other languages, and the comments of the course's style sheet.

The files that Material brings and this course never requests would be a sixth of the site.
"""

from __future__ import annotations

import re

from mkdocs.structure.files import Files

_UNUSED = ("assets/javascripts/lunr/",)
_STYLE = "stylesheets/course.css"
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


def on_files(files: Files, **_: object) -> Files:
    """Take the files out, and the comments."""
    for file in list(files):
        if file.src_uri.endswith(".map") or file.src_uri.startswith(_UNUSED):
            files.remove(file)
        elif file.src_uri == _STYLE:
            file.content_string = _COMMENT.sub("", file.content_string)
    return files
