"""The fixed words that the plugin prints; a course says them its own way under `labels`."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "planned": "Planned",
    "draft": "Draft",
    "ready": "Ready",
    "as_of": "As of",
    "sources": "Sources",
    "source": "Source",
    "unknown": "unknown",
    "yes": "Yes",
    "no": "No",
    "rating": "{value} of {max}",
}
