"""MkDocs's page events: what happens to a page, from its Markdown to its file.

    markdown   a `Page` is created, to which blocks and links add what they show
    content    the page is converted: its frame and its head are rendered, and Mermaid is added if there is a fence
    context    the frame is added to the context of the theme's template, after search has read the page
    post page  the final HTML is compared with what was rendered, to find pages that another plugin hides

MkDocs converts all pages before it writes the first one's file, so some data of each page is stored in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from ...blocks.unconverted_pages import shown_by_source
from ...build import Build
from ...problems import ProblemError
from ...registry.destinations import anchors_on
from ...render.deep_dives import DeepDives, TopicFrame
from ...render.page import Page, SearchWords
from ...sharing.published_content import is_unlisted
from ...targets import PageAddress, Target
from ..copied_assets import shows_something
from . import assets
from .build_and_serve import Builds
from .head import Head, add_description, is_doubled, protect_title, remove_description, without_doubles, without_head
from .markdown_versions import MarkdownVersions
from .site import MkDocsSite
from .theme_templates import ThemeTemplates


@dataclass
class _Converted:
    """The data of a page that is stored until its file is written."""

    frame: TopicFrame
    words: Sequence[tuple[str, SearchWords]]
    """The text of its blocks for search, until search has read it."""
    described: Page | None
    """The page, if its head describes it."""


class PageEvents:
    """The page events of one build. `head` and `markdown` are None if the site has no metadata or no Markdown versions."""

    def __init__(self, build: Build, site: MkDocsSite, builds: Builds) -> None:
        self.build = build
        self.site = site
        self.builds = builds
        self.head: Head | None = None
        self.markdown: MarkdownVersions | None = None
        self.deep_dives = DeepDives(build.renderer.registry)
        self.home_page: str | None = None
        self.theme_templates: ThemeTemplates | None = None
        """Says which templates have the frame of a page themselves."""
        self._file: File | None = None
        self._page = Page(PageAddress(""), site)
        """The page of `_file`, while it is converted."""
        self._excerpts: dict[tuple[File, str], Page] = {}
        """Excerpts of blog posts, by the file and the URL of the page that shows them."""
        self._converted: dict[str, _Converted] = {}

    def page_of(self, file: File | None) -> Page:
        """The page of a file that is converted; the current one for None."""
        if file is None or file is self._file:
            return self._page
        # Material's blog converts a post's file again for a page that lists it, with that page's URL.
        key = (file, file.url)
        if key not in self._excerpts:
            self._excerpts[key] = self.build.page(self.site.address(file))
        return self._excerpts[key]

    def words_of(self, page: MkDocsPage) -> Sequence[tuple[str, SearchWords]]:
        """What search reads in place of a page's blocks."""
        converted = self._converted.get(page.file.src_uri)
        return converted.words if converted else ()

    def begin(self, page: MkDocsPage, markdown: str) -> None:
        """Begin the conversion of a page, whose Markdown other plugins have changed."""
        self.builds.dirty.begin()
        self.site.on_disk.begin(page.file)
        self._file = page.file
        self._page = self.build.page(self.site.address(page.file))
        self._page.markdown = markdown
        self._page.keeps_markdown = self.markdown is not None and not is_unlisted(page.meta)

    def convert(self, html: str, page: MkDocsPage) -> str:
        """Store the data of a converted page, also for MkDocs's check of anchors; returns its HTML with a preview's banner."""
        ours, src_uri = self._page, page.file.src_uri
        unlisted = is_unlisted(page.meta)
        # Rendered here and not when the template is, because MkDocs checks anchors before that.
        frame = self._frame(page, ours)
        self._converted[src_uri] = _Converted(frame, _words(ours, unlisted=unlisted), ours if frame.head else None)
        self._note_shown(html, ours, unlisted=unlisted)
        if self.markdown and ours.keeps_markdown:
            own = page.meta.get("description")
            self.markdown.keep(page, ours, str(own) if own else frame.description)
        banner = self.builds.banner(self.build.renderer.templates)
        needs_style = bool(banner or frame.topic_header or frame.topic_footer or shows_something(html))
        styled = self.builds.kept.styled
        (styled.add if needs_style else styled.discard)(src_uri)
        renderer = self.build.renderer
        # That links lead to what a faulty block would show only follows from the fault.
        expected = anchors_on(renderer.registry, renderer.tables, ours.src_uri) if ours.lacks_blocks else ()
        _note_anchors(page, {*ours.anchors, *expected})
        _note_links_to_anchors(page, ours.targets, self.site)
        self.builds.dirty.end(page, uses_registry=ours.uses_registry)
        return banner + html

    def _note_shown(self, html: str, ours: Page, *, unlisted: bool) -> None:
        renderer = self.build.renderer
        by_source = shown_by_source(self.build.extensions.blocks, renderer, ours.written, ours.home)
        ours.content.removed = by_source.without(ours.content.shown, ours.content.faulty)
        whole = html if all(block in html for block, _ in ours.search) else None
        self.builds.kept.hidden.converted(ours.src_uri, whole, ours.content, ours.anchors, unlisted=unlisted)

    def add_mermaid(self, html: str, page: MkDocsPage) -> str:
        """Add Mermaid to a page that has a fence."""
        with_mermaid = self.builds.kept.with_mermaid
        if not assets.needs_mermaid(html, self.site.config):
            with_mermaid.discard(page.file.src_uri)
            return html
        with_mermaid.add(page.file.src_uri)
        return html + assets.mermaid_script(page)

    def begin_context(self, context: TemplateContext, page: MkDocsPage) -> None:
        """Add the frame of a deep dive to the template's context: `genai.topic_header` and `genai.topic_footer`.

        Templates that have neither get it in the page's content, see `finish_context`.
        """
        context["genai"] = frame = self._converted[page.file.src_uri].frame  # type: ignore[typeddict-unknown-key] # our own key
        if frame.head or page.file.src_uri in self.builds.kept.styled:
            protect_title(page)

    def finish_context(self, context: TemplateContext, page: MkDocsPage) -> None:
        """Have the theme's template link the style sheets where they are needed, and print a description."""
        src_uri, config, kept = page.file.src_uri, self.site.config, self.builds.kept
        converted = self._converted[src_uri]
        if converted.frame.said and kept.hidden.are_hidden_in(self.site.languages.plain(src_uri), page.content or ""):
            converted.frame = converted.frame.without_what_is_said()
            context["genai"] = converted.frame  # type: ignore[typeddict-unknown-key] # our own key
        self._add_frame(page)
        converted.words = ()
        if converted.described and converted.frame.description and page.meta.get("description"):
            # Another plugin has found one since.
            converted.frame = self._frame(page, converted.described)
            context["genai"] = converted.frame  # type: ignore[typeddict-unknown-key] # our own key
        converted.described = None
        add_description(page, converted.frame.description)
        if src_uri not in kept.with_mermaid and assets.lists_mermaid(context, config):
            kept.with_mermaid.add(src_uri)
            page.content = f"{page.content or ''}{assets.mermaid_script(page)}"
        if src_uri in kept.styled or assets.shows_other_pages(context):
            kept.styled.add(src_uri)
            context["config"] = assets.with_style_sheets(config)

    def _add_frame(self, page: MkDocsPage) -> None:
        """Put above and below the content what the theme's template does not have: header and footer of a deep dive.

        Search has read the content before; nothing of the frame is of the page's own words.
        """
        frame = self._converted[page.file.src_uri].frame
        template = str(page.meta.get("template") or "main.html")
        if self.theme_templates is None or not (frame.topic_header or frame.topic_footer):
            return
        header = "" if self.theme_templates.mentions(template, "topic_header") else frame.topic_header
        footer = "" if self.theme_templates.mentions(template, "topic_footer") else frame.topic_footer
        page.content = f"{header}{page.content or ''}{footer}"

    def finish(self, output: str, page: MkDocsPage) -> str:
        """Finish a page; one that another plugin hides must not reveal anything in its head either."""
        frame = self._converted.pop(page.file.src_uri).frame
        remove_description(page, frame.description)
        if self.builds.kept.hidden.finished(self.site.languages.plain(page.file.src_uri), output):
            for part in frame.said:
                output = output.replace(part, "")
            return without_head(output, frame.head, frame.description)
        return without_doubles(output, frame.head) if frame.head and is_doubled(output) else output

    def _frame(self, page: MkDocsPage, ours: Page) -> TopicFrame:
        """The header and footer of the page that is being converted, and the elements of its head."""
        try:
            frame = self.deep_dives.frame(self.build.renderer, ours, self.home_page)
            head, description = self.head.of(page, ours) if self.head else (Markup(), None)
            if self.markdown and ours.keeps_markdown:
                head += self.markdown.link(page)
            return frame._replace(head=head, description=description)
        except ProblemError as fault:
            ours.fault(None, fault.code, str(fault))
            return TopicFrame()


def _words(page: Page, *, unlisted: bool) -> list[tuple[str, SearchWords]]:
    """The text of a page's blocks for search, which must not find any block of an unlisted page."""
    if not unlisted:
        return page.search
    return [(html, SearchWords("")) for html in (*(found for found, _ in page.search), *page.read_as_html)]


def _note_anchors(page: MkDocsPage, anchors: set[str]) -> None:
    """Tell MkDocs the ids in stashed HTML, which it does not see: it warns of links to ids that no page has.

    After a page is rendered, and before its `on_page_content`, MkDocs has its ids in `present_anchor_ids`, a public attribute
    of `mkdocs.structure.pages.Page`, and checks links against it when all pages are made.
    """
    page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors


def _note_links_to_anchors(page: MkDocsPage, targets: Iterable[Target], site: MkDocsSite) -> None:
    """Tell MkDocs which anchors a page's stashed HTML leads to, for the same check.

    It has them in the public attribute `links_to_anchors`: for each file the anchors, with the link as it was written.
    """
    links: dict[File, dict[str, str]] = {}
    for target in targets:
        if target.anchor and target.path and not target.is_external and (file := site.file(target.path)):
            links.setdefault(file, {}).setdefault(target.anchor, str(target))
    known = page.links_to_anchors or {}
    page.links_to_anchors = known | {file: found | known.get(file, {}) for file, found in links.items()}
