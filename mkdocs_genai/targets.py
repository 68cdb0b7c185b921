"""Where things of the registry are: anchors in pages, and files of the site, as if these were in docs_dir.

Anchors join ids with underscores, which ids can't contain, so that they are unique and stable.
"""

from __future__ import annotations


def leads_elsewhere(target: str) -> bool:
    """Whether a target is an address with a scheme, not a file of docs_dir."""
    return ":" in target.split("/")[0].split("#")[0]


def topic_anchor(area_id: str, topic_id: str) -> str:
    """The id of a topic's card."""
    return f"topic_{area_id}_{topic_id}"


def area_anchor(area_id: str) -> str:
    """The id of an area's card."""
    return f"area_{area_id}"


def comparison_anchor(area_id: str, comparison_id: str) -> str:
    """The id of a comparison's table."""
    return f"comparison_{area_id}_{comparison_id}"


def row_anchor(area_id: str, comparison_id: str, row_id: str) -> str:
    """The id of a row."""
    return f"row_{area_id}_{comparison_id}_{row_id}"


def diagram_anchor(area_id: str, diagram_id: str) -> str:
    """The id of a diagram."""
    return f"diagram_{area_id}_{diagram_id}"


def table_file(area_id: str, comparison_id: str, kind: str) -> str:
    """Where the file is, as if it were in docs_dir; `kind` is json or csv."""
    # All in one folder: to clear a site away, a folder can cost far more than a file.
    return f"assets/genai/{area_id}_{comparison_id}.{kind}"
