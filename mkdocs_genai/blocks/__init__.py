"""The Markdown extension: the registry's blocks and links. Its facts about pages come from the host."""

from __future__ import annotations

from collections.abc import Mapping

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from ..render.charts import CHART_KINDS
from ..render.charts.base import ChartKind
from ..render.inline import register_reference_links
from .area_cards import AreaCards
from .area_map import AreaMap
from .base import Context, OpenBlocks, RegistryBlock
from .call_to_action import CallToActionBlock
from .comparison_chart import ComparisonChart
from .comparison_table import ComparisonTable
from .concept_diagram import ConceptDiagram
from .faulty_blocks import FaultyFirstLines, NearAdmonitions, Unclosed
from .glossary import GlossaryBlock
from .keypoints import KeypointsBlock
from .links import NearLinks, RegistryLinks
from .markdown_version import KeepSource
from .quiz import QuizBlock
from .raw_html import InRawHtml, LinkTags
from .related_areas import RelatedAreas
from .resources import ResourcesBlock
from .topic_cards import TopicCards
from .topic_list import TopicList

BLOCKS: Mapping[str, type[RegistryBlock]] = {
    "topic-cards": TopicCards,
    "comparison-table": ComparisonTable,
    "comparison-chart": ComparisonChart,
    "concept-diagram": ConceptDiagram,
    "related-areas": RelatedAreas,
    "call-to-action": CallToActionBlock,
    "area-cards": AreaCards,
    "area-map": AreaMap,
    "topic-list": TopicList,
    "quiz": QuizBlock,
    "keypoints": KeypointsBlock,
    "resources": ResourcesBlock,
    "glossary": GlossaryBlock,
}
"""The built-in blocks by name; `extensions` adds those of other packages, in a mapping that is passed down."""


class RegistryExtension(BlocksExtension):  # type: ignore[misc] # pymdownx ships no types
    """Blocks and links of one registry; `blocks` and `charts` are the available blocks and chart kinds, by name."""

    def __init__(
        self,
        context: Context,
        blocks: Mapping[str, type[RegistryBlock]] = BLOCKS,
        charts: Mapping[str, type[ChartKind]] = CHART_KINDS,
    ) -> None:
        super().__init__()
        self.context = context
        self.blocks = blocks
        self.charts = charts

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """See BlocksExtension."""
        open_blocks: OpenBlocks = {}
        for block in self.blocks.values():
            block_mgr.register(block, {"context": self.context, "open_blocks": open_blocks, "charts": self.charts})
        # Right before pymdownx's own processor, at 89.99.
        md.parser.blockprocessors.register(FaultyFirstLines(md, block_mgr, self.blocks, self.context), "genai_faulty", 89.995)
        # Before admonitions, details and tabs, at 105 and above.
        near = NearAdmonitions(md, block_mgr, self.blocks, self.context)
        md.parser.blockprocessors.register(near, "genai_near_admonitions", 120)
        in_raw_html = InRawHtml(md, block_mgr, self.blocks, self.context)
        md.treeprocessors.register(in_raw_html, "genai_in_raw_html", 22)
        md.treeprocessors.register(Unclosed(md, open_blocks), "genai_open_blocks", 21)
        register_reference_links(md)  # at 175, before Markdown's own at 170
        md.inlinePatterns.register(NearLinks(md, self.context), "genai_near_links", 172)
        # After snippets at 32, before superfences at 31.05.
        md.preprocessors.register(KeepSource(md, self.context), "genai_source", 31.5)
        # After inline parsing at 20, before toc at 5 and MkDocs's links at 0.
        md.treeprocessors.register(LinkTags(md, in_raw_html), "genai_link_tags", 8.5)
        md.treeprocessors.register(RegistryLinks(md, self.context), "genai_links", 8)
