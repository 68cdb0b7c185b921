"""`/// topic-count | [AREA]`: how many topics an area has, and how many of them can be read."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_genai.api import Block, Option, Page, Show, area_of, md, options


class TopicCount(Block):
    """One sentence, which `ready` may leave out: `ready: false`."""

    NAME = "topic-count"
    CHOICES = {"ready": Option(True, options.flag)}

    def show(self) -> Show:
        """See Block."""
        area = self.renderer.registry.areas[area_of(self)]
        ready = sum(topic.effective_status == "ready" for topic in area.topics.values())
        count = len(area.topics)
        sentence = f"{area.title} has {count} {'topic' if count == 1 else 'topics'}"
        sentence += f", {ready} of them ready." if self.options["ready"] else "."

        def write(page: Page) -> str:
            return md(sentence) if page.format == "md" else Markup("<p>{}</p>").format(sentence)

        return write
