"""The fixed words that the plugin prints; a course says them its own way under `labels`."""

from __future__ import annotations

import string

ENGLISH: dict[str, str] = {
    "planned": "Planned",
    "draft": "Draft",
    "ready": "Ready",
    "as_of": "As of",
    "sources": "Sources",
    "unknown": "unknown",
    "yes": "Yes",
    "no": "No",
    "rating": "{value} of {max}",
    "area_map": "How the areas build on each other",
    "all_topics": "The topics of the course",
    "topics_of": "Topics: {area}",
    "no_topics": "none yet.",
    "topic": "Topic",
    "status": "Status",
    "learn_first": "Learn first",
    "nothing_first": "Nothing to learn first",
    "map": "Map",
    "trail": "Where this topic belongs",
    "steps": "The way through the course",
    "previous": "Previous",
    "next": "Next",
    "next_area": "Next area",
    "table_search": "Search this table",
    "table_filter": "Filter",
    "table_columns": "Columns",
    "table_column": "Column",
    "table_compare": "Compare rows",
    "table_select": "Select {row}",
    "table_selected": "{count} selected",
    "table_side_by_side": "Side by side",
    "table_download": "Download CSV",
    "table_reset": "Reset",
    "table_count": "{shown} of {total} rows",
    "table_more": "More rows",
    "table_files": "Data",
    "other_pages": "More pages",
}


def label_fault(label: str, words: str) -> str | None:
    """What is wrong with the braces in a course's own words; only those of the English ones are filled in."""
    known = _filled_in(ENGLISH[label])
    if not known:
        return None
    try:
        unknown = [name for name in _filled_in(words) if name not in known]
    except ValueError:
        return "has a brace without its other half"
    listed = " and ".join(f"{{{name}}}" for name in known)
    return f"'{{{unknown[0]}}}' is never filled in; known are {listed}" if unknown else None


def _filled_in(words: str) -> list[str]:
    parts = string.Formatter().parse(words)
    return [
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in parts
        if name is not None
    ]
