"""Whether a theme's template itself has what stands around a page, such as `genai.topic_header`.

Where it does not, the plugin puts it into the page's content. Templates are read as they are written: what they extend, include
and import is followed, as far as its name stands there.
"""

from __future__ import annotations

import re

from jinja2 import Environment, TemplateNotFound

_REFERRED = re.compile(r"""\{%[-+]?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
"""The templates that a template names. To parse Material's sixty takes a tenth of a second."""


class ThemeTemplates:
    """The theme's templates in one build, with those that replace them."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._sources: dict[str, str] = {}

    def mentions(self, template: str, name: str) -> bool:
        """Whether a template, or one that it is made of, has a name in it."""
        if template not in self._sources:
            self._sources[template] = self._source(template)
        return name in self._sources[template]

    def _source(self, template: str) -> str:
        """The text of a template and of all that it is made of."""
        texts: dict[str, str] = {}
        waiting = [template]
        while waiting:
            current = waiting.pop()
            if current in texts or self._env.loader is None:
                continue
            try:
                texts[current] = self._env.loader.get_source(self._env, current)[0]
            except TemplateNotFound:
                continue  # MkDocs itself says so as soon as it renders the page
            waiting += _REFERRED.findall(texts[current])
        return "\n".join(texts.values())
