"""The text of registry.json, and addresses in it.

Not in here: its shape (`published`), and making it of a registry (`render/publish`).
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

VERSION = 1
REGISTRY_JSON = "registry.json"
SCHEMA_JSON = "registry.schema.json"


def published_json(content: dict[str, Any]) -> str:
    """The text of registry.json, of a value in the shape of `Published`."""
    return readable_json({"$schema": SCHEMA_JSON} | content)


def readable_json(content: Any) -> str:
    """JSON with a line for each value, so that it can be compared; Python's fast encoder does not indent."""
    return json.dumps(content, ensure_ascii=False, separators=(",\n", ": ")) + "\n"


def rebased(content: Any, base: str) -> Any:
    """The same for a value in the shape of `Published`, or a part of it."""
    if not isinstance(content, dict):
        return content
    return {
        key: urljoin(base, item.replace(" ", "%20")) if key == "url" and isinstance(item, str) else rebased(item, base)
        for key, item in content.items()
    }
