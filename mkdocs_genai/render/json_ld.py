"""A page's metadata as JSON-LD with the vocabulary of schema.org: the course, its areas, topics and terms.

Search engines show courses with it, and other programs learn the prerequisites from it. About other entries than its own, a
page's metadata has only their titles and what the page itself shows, because another page may be hidden.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urljoin

from ..registry.authorship import license_url
from ..registry.destinations import area_target, page_target
from ..registry.learning import objective_texts
from ..registry.learning_order import TopicKey, required_topics, topics_by_page
from ..targets import Target
from .page import Page
from .renderer import Renderer
from .study_facts import minutes_of

Thing = dict[str, Any]
"""An object of schema.org: its type, and the properties that are known; the others are left out."""
TRAINING_MATERIAL: Thing = {"@id": "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE", "@type": "CreativeWork"}
"""The profile of Bioschemas by which catalogs of teaching material, such as TeSS, read a page."""
REQUIRED_OF_TRAINING_MATERIAL = {"name", "description", "keywords"}
"""The properties that the profile requires; it recommends more."""


class SiteFacts(NamedTuple):
    """The host's facts about the whole site; `home_page` is the file of its home page."""

    name: str
    home_page: str | None = None
    description: str | None = None
    url: str | None = None


class PageFacts(NamedTuple):
    """Facts about a page: its title in plain words, a description, and its URL if the site has one."""

    title: str
    description: str | None = None
    url: str | None = None


class StructuredData:
    """Builds the JSON-LD of one site's pages."""

    def __init__(self, renderer: Renderer, site: SiteFacts) -> None:
        self.renderer = renderer
        self._registry = registry = renderer.registry
        self.site = site
        self._language = str(renderer.locale).replace("_", "-")
        self._areas = {area.page: area_id for area_id, area in registry.areas.items() if area.page}
        self._topics = topics_by_page(registry)

    def has_entry(self, src_uri: str) -> bool:
        """Whether a page is an area's own, or a topic's deep dive."""
        return src_uri in self._topics or src_uri in self._areas

    def summary_of(self, src_uri: str) -> str | None:
        """The registry's summary of a page, as plain text."""
        registry, words = self._registry, self.renderer.plain_line
        if key := self._topics.get(src_uri):
            return words(registry.areas[key.area].topics[key.topic].summary, key.area)
        if area_id := self._areas.get(src_uri):
            return words(registry.areas[area_id].summary, area_id)
        return words(registry.course.summary, None) if src_uri == self.site.home_page else None

    def of(self, page: Page, facts: PageFacts) -> Thing:
        """A page's JSON-LD, with its `@context`."""
        context = {"@context": "https://schema.org"}
        known = {"name": facts.title, "description": facts.description, "url": facts.url, "inLanguage": self._language}
        about: Thing = {"@type": "WebPage"} | known
        area_id, key = self._areas.get(page.src_uri), self._topics.get(page.src_uri)
        if key:
            return context | _training_material(_known(about | self._topic_page(page, facts, key)))
        if area_id:
            return context | _training_material(_known(about | self._area_page(page, facts, area_id)))
        return context | _known(about | self._course_page(page, facts))

    def _course(self, page: Page, facts: PageFacts) -> Thing:
        """The course, as far as each page describes it."""
        course, site = self._registry.course, self.site
        name = course.title or site.name
        # The site, not its authors.
        provider = {"@type": "Organization", "name": site.name, "url": course.url or site.url}
        return _known(
            {
                "@type": "Course",
                "name": name,
                "description": self.renderer.plain_line(course.summary, None) or site.description or name,
                "url": self._address(page, facts, page_target(site.home_page)),
                "provider": _known(provider),
                **self._authorship(),
            }
        )

    def _authorship(self) -> Thing:
        """The properties from course.yml that all pages of the course share."""
        course = self._registry.course
        return {
            "author": [
                _known({"@type": author.type.capitalize(), "name": author.name, "url": author.url}) for author in course.authors
            ],
            "license": license_url(course.license) if course.license else None,
            "version": course.version,
            "keywords": list(course.keywords),
        }

    def _course_page(self, page: Page, facts: PageFacts) -> Thing:
        parts = [
            self._area_resource(page, facts, area_id)
            for area_id, area in self._registry.areas.items()
            if (area.page or area.url) and area.page != page.src_uri
        ]
        course = self._course(page, facts)
        return course | {"description": facts.description or course["description"], "url": facts.url, "hasPart": parts}

    def _area_page(self, page: Page, facts: PageFacts, area_id: str) -> Thing:
        area = self._registry.areas[area_id]
        authorship = self._authorship()
        # Not the topics' tags, since the page of a topic may be hidden.
        titles = (topic.title for topic in area.topics.values())
        return {
            "@type": "LearningResource",
            "learningResourceType": "unit",
            **authorship,
            "keywords": list(dict.fromkeys((*titles, *authorship["keywords"]))),
            "name": area.title,
            "isPartOf": self._course(page, facts),
            "hasPart": [
                self._topic_resource(page, facts, TopicKey(area_id, topic_id))
                for topic_id, topic in area.topics.items()
                if topic.page or topic.url
            ],
            # The summary of a topic that is a resource is not repeated.
            "teaches": [
                self._term(page, facts, TopicKey(area_id, topic_id), described=not (topic.page or topic.url))
                for topic_id, topic in area.topics.items()
            ],
            "competencyRequired": [
                self._set(page, facts, required) | {"@type": "DefinedTerm"}
                for required in area.requires
                if required in self._registry.areas
            ],
        }

    def _topic_page(self, page: Page, facts: PageFacts, key: TopicKey) -> Thing:
        area = self._registry.areas[key.area]
        topic = area.topics[key.topic]
        part_of = self._course(page, facts)
        if area.page or area.url:
            part_of = self._area_resource(page, facts, key.area) | {"isPartOf": part_of}
        words = self.renderer.plain_line
        term = self._term(page, facts, key) | {"inDefinedTermSet": self._set(page, facts, key.area)}
        objectives = [words(text, key.area) for text in objective_texts(topic.objectives)]
        minutes = minutes_of(self.renderer, key)
        authorship = self._authorship()
        return {
            "@type": "LearningResource",
            "learningResourceType": "lesson",
            **authorship,
            "name": topic.title,
            "isPartOf": part_of,
            "timeRequired": f"PT{minutes}M" if minutes else None,
            "educationalLevel": topic.level.capitalize() if topic.level else None,
            "teaches": [term, *objectives] if objectives else term,
            "competencyRequired": [
                *(self._term(page, facts, other) for other in required_topics(self._registry, *key)),
                *(words(text, key.area) for text in topic.assumes),
            ],
            "creativeWorkStatus": "Active" if topic.effective_status == "ready" else "Under development",
            "keywords": list(dict.fromkeys((*topic.tags, *authorship["keywords"]))),
        }

    def _area_resource(self, page: Page, facts: PageFacts, area_id: str) -> Thing:
        area = self._registry.areas[area_id]
        words = self.renderer.plain_line(area.summary, area_id) if area_id in page.shown.areas else None
        url = self._address(page, facts, area_target(self._registry, area_id))
        return _known({"@type": "LearningResource", "name": area.title, "description": words, "url": url})

    def _topic_resource(self, page: Page, facts: PageFacts, key: TopicKey) -> Thing:
        return self._term(page, facts, key) | {"@type": "LearningResource"}

    def _term(self, page: Page, facts: PageFacts, key: TopicKey, *, described: bool = True) -> Thing:
        topic = self._registry.areas[key.area].topics[key.topic]
        is_shown = key in page.shown.topics or topic.page == page.src_uri
        words = self.renderer.plain_line(topic.summary, key.area) if described and is_shown else None
        url = self._address(page, facts, page_target(topic.page, topic.url))
        return _known({"@type": "DefinedTerm", "name": topic.title, "description": words, "url": url})

    def _set(self, page: Page, facts: PageFacts, area_id: str) -> Thing:
        url = self._address(page, facts, area_target(self._registry, area_id))
        return _known({"@type": "DefinedTermSet", "name": self._registry.areas[area_id].title, "url": url})

    @staticmethod
    def _address(page: Page, facts: PageFacts, target: Target | None) -> str | None:
        """A target's URL: absolute if the site has a URL, else relative to the page, which JSON-LD allows."""
        url = page.resolve(target)
        return urljoin(facts.url, url) if url and facts.url else url


def _training_material(thing: Thing) -> Thing:
    """A page as Bioschemas' TrainingMaterial: with an identifier, and with the profile's name if it has what that requires."""
    if "url" in thing:
        thing = thing | {"@id": thing["url"], "identifier": thing["url"]}
    return thing | {"dct:conformsTo": TRAINING_MATERIAL} if thing.keys() >= REQUIRED_OF_TRAINING_MATERIAL else thing


def _known(thing: Thing) -> Thing:
    """A thing without the properties that nobody knows."""
    return {name: value for name, value in thing.items() if value not in (None, [], "")}
