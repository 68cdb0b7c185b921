"""The rules between entries: references resolve, pages and icons exist, links are safe.

Each rule is one method that yields problems at paths; positions are added later. A problem that validation has already found,
or that only follows from one, is not reported again: `pruned` has the paths that validation removed.

Not in here: the model (`model`), and rows and cells (`rows`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ..addresses import address_problem
from ..fields import Role
from ..i18n import label_fault, load_labels
from ..identifiers import is_id, one_line, proposed_id
from ..problems import KeyPath, Problem
from ..suggestions import did_you_mean, nearest
from .diagram import LARGEST_DIAGRAM, diagram_size
from .groups import group_problems
from .inline_scanner import link_targets
from .learning_order import cycle_problems, topic_key
from .missing_entries import missing_path, path_of
from .model import Area, Registry, Topic
from .model_values import values_of
from .near_links import near_links_in
from .references import REFERENCE, MarkedUpTexts, ReferenceKind, awaits_area, no_topic, resolve

COMPARED = 500
"""The most unknown pages and icons that are compared with all existing ones, which may be more than ten thousand."""


class CourseFiles(NamedTuple):
    """The files that the registry refers to, for its checks."""

    has_page: Callable[[str], bool]
    pages: Callable[[], Collection[str]]
    """All pages, for suggestions only."""
    has_icon: Callable[[str], bool]
    icon_leads_out: Callable[[str], bool]
    """Whether a missing icon is a symbolic link out of its folder."""
    icons: Callable[[], Collection[str]]
    """All icons, for suggestions only: there are thousands."""


class Checker:
    """The rules, over one registry and those of its texts that have signs of markup."""

    def __init__(self, registry: Registry, texts: MarkedUpTexts, files: CourseFiles, pruned: set[KeyPath]) -> None:
        self.registry = registry
        self.texts = texts
        self.files = files
        self.pruned = pruned
        self.named: set[KeyPath] = set()
        """The paths of the entries that references name; complete when all problems have been asked for."""
        self._compared = 0

    @cached_property
    def _icon_names(self) -> dict[str, None]:
        return dict.fromkeys(self.files.icons())

    @cached_property
    def _page_names(self) -> dict[str, None]:
        return dict.fromkeys(self.files.pages())

    @cached_property
    def _misnamed(self) -> dict[KeyPath, list[str]]:
        """The invalid ids of entries, which are reported, by the mappings they are in."""
        found: dict[KeyPath, list[str]] = {}
        for path in self.pruned:
            if path and isinstance(path[-1], str) and not is_id(path[-1]):
                found.setdefault(path[:-1], []).append(path[-1])
        return found

    @cached_property
    def _taken_out(self) -> set[str | int]:
        """The keys of all that validation took out, also of what has no known path."""
        return {path[-1] for path in self.pruned if path}

    def _means_misnamed(self, name: str, within: KeyPath) -> bool:
        """Whether a name is unknown only because the entry that has it is reported as faulty.

        `within` is the path of the mapping that would have the entry.
        """
        if name in self._taken_out:
            return True
        for wrong in self._misnamed.get(within, ()):
            proposed, asked = proposed_id(wrong), proposed_id(name)
            if proposed.startswith(asked) or asked.startswith(proposed) or nearest(asked, [proposed]):
                return True
        return False

    def _is_reported(self, missing: KeyPath) -> bool:
        """Whether an entry is missing only because a problem is reported of it, or of an entry around it."""
        within = {missing[:length] for length in range(1, len(missing) + 1)}
        return bool(within & self.pruned) or self._means_misnamed(str(missing[-1]), missing[:-1])

    def _suggestion(self, name: str, names: Collection[str]) -> str:
        """The nearest page or icon; never `name` itself, which may exist and be unreadable."""
        self._compared += 1
        return did_you_mean(name, names, apart_from=name, limit=0, among_many=self._compared <= COMPARED)

    def problems(self) -> Iterator[Problem]:
        """Every problem, by every rule."""
        yield from self._course()
        yield from self._pages()
        yield from self._icons()
        for area_id, area in self.registry.areas.items():
            path: KeyPath = ("areas", area_id)
            yield from self._area(area_id, area, path)
            yield from self._diagrams(area_id, area, path)
        yield from cycle_problems(self.registry)
        for text_path, markdown in self.texts:
            yield from self._links(text_path, markdown)

    def _course(self) -> Iterator[Problem]:
        yield from self._missing_areas(self.registry.course.areas, ("course", "areas"), None)
        yield from group_problems(self.registry.course.groups, self._missing_areas)
        for label, words in self.registry.course.labels.items():
            path: KeyPath = ("course", "labels", label)
            known = load_labels("en")
            if label not in known:
                message = f"no label is called '{label}'{did_you_mean(label, known)}"
                yield Problem.at(path, "GA050", message, at_key=True)
            elif reason := label_fault(label, words):
                yield Problem.at(path, "GA014", reason)

    def _pages(self) -> Iterator[Problem]:
        """Pages that do not exist, and pages that two areas or topics name as their own."""
        twice = {problem.path: problem for problem in self._pages_of_two()}
        yield from twice.values()
        for path, page in values_of(self.registry, Role.PAGE):
            if path not in twice and not self.files.has_page(page):
                hint = (
                    f"; did you mean '{meant}'?" if (meant := self._moved(page)) else self._suggestion(page, self._page_names)
                )
                message = f"there is no page '{page}' in docs_dir{hint}"
                yield Problem.at(path, "GA022", message)

    def _moved(self, page: str) -> str | None:
        """The one page of the same name in a folder further in or out, such as `sql/joins.md` for `joins.md`."""
        ends = [each for each in self._page_names if each.endswith(f"/{page}") or page.endswith(f"/{each}")]
        return ends[0] if len(ends) == 1 else None

    def _pages_of_two(self) -> Iterator[Problem]:
        owners: dict[str, KeyPath] = {}
        for area_id, area in self.registry.areas.items():
            own: list[tuple[KeyPath, str | None]] = [(("areas", area_id), area.page)]
            own += [(("areas", area_id, "topics", topic_id), topic.page) for topic_id, topic in area.topics.items()]
            for path, page in own:
                if page is not None and owners.setdefault(page, path) != path:
                    first = "/".join(str(step) for step in owners[page][1::2])
                    yield Problem.at((*path, "page"), "GA026", f"'{page}' is already the page of '{first}'")

    def _missing_areas(
        self, area_ids: Sequence[str], list_path: KeyPath, home: str | None, *, imported: bool = False
    ) -> Iterator[Problem]:
        """Problems of the list of areas at `list_path`; `home` is the area that has it.

        `imported` says whether it may name other courses' areas.
        """
        seen: set[str] = set()
        for index, area_id in enumerate(area_ids):
            path: KeyPath = (*list_path, index)
            if area_id == home:
                yield Problem.at(path, "GA014", "an area can't name itself here")
            elif area_id in seen and path not in self.pruned:
                yield Problem.at(path, "GA014", f"'{area_id}' is listed twice")
            elif ":" in area_id and imported:
                yield from self._missing_import("area", area_id, path)
            else:
                yield from self._missing_area(area_id, path, home)
            seen.add(area_id)

    def _missing_import(self, kind: ReferenceKind, reference: str, path: KeyPath) -> Iterator[Problem]:
        """The problem of a reference to another course, if it has one."""
        found = resolve(self.registry, kind, reference, None)
        if isinstance(found, str) and path not in self.pruned and not self._is_broken(reference):
            yield Problem.at(path, "GA020" if kind == "area" else "GA021", found)

    def _is_broken(self, reference: str) -> bool:
        """Whether a reference names a course whose file is broken, which is reported at that file."""
        return self.registry.imports.get(reference.partition(":")[0], ...) is None

    def _missing_area(self, area_id: str, path: KeyPath, home: str | None = None) -> Iterator[Problem]:
        missing: KeyPath = ("areas", area_id)
        if area_id in self.registry.areas:
            self.named.add(missing)
        elif path not in self.pruned and not self._is_reported(missing):
            nearest = did_you_mean(area_id, self.registry.areas, apart_from=home)
            hint = "; only areas of this course can be named here" if ":" in area_id else nearest
            message = f"there is no area '{area_id}'{hint}"
            yield Problem.at(path, "GA020", message, awaits_files=is_id(area_id), missing=missing)

    def _area(self, area_id: str, area: Area, area_path: KeyPath) -> Iterator[Problem]:
        yield from self._missing_areas(area.related, (*area_path, "related"), area_id, imported=True)
        yield from self._missing_areas(area.requires, (*area_path, "requires"), area_id)
        yield from self._missing_areas(area.overlaps, (*area_path, "overlaps"), area_id)
        for topic_id, topic in area.topics.items():
            seen: set[tuple[str, str]] = set()
            for index, reference in enumerate(topic.requires):
                path = (*area_path, "topics", topic_id, "requires", index)
                key_of_topic = topic_key(reference, area_id)
                if key_of_topic == (area_id, topic_id):
                    yield Problem.at(path, "GA014", "a topic can't require itself")
                elif key_of_topic in seen and path not in self.pruned:
                    yield Problem.at(path, "GA014", f"'{reference}' is listed twice")
                else:
                    yield from self._missing_topic(reference, area_id, path, topic_id)
                    yield from self._planned_first(topic, key_of_topic, path)
                seen.add(key_of_topic)

    def _planned_first(self, topic: Topic, required: tuple[str, str], path: KeyPath) -> Iterator[Problem]:
        """A warning about each topic that can be read and requires one that can't be read yet."""
        area = self.registry.areas.get(required[0])
        other = area.topics.get(required[1]) if area else None
        other_path: KeyPath = ("areas", required[0], "topics", required[1])
        if {(*other_path, key) for key in ("page", "url", "status")} & self.pruned:
            return
        if other and topic.effective_status == "ready" and other.effective_status == "planned":
            message = (
                f"this topic is ready, and requires '{required[1]}', which is only planned; give that one a `page`, or"
                " this one `status: draft`"
            )
            yield Problem.at(path, "GA036", message, severity="warning")

    def _missing_topic(self, reference: str, area_id: str, path: KeyPath, own: str | None = None) -> Iterator[Problem]:
        """The problem of a reference to a topic, if it has one; `own`, the topic that has the reference, is not suggested."""
        if ":" in reference:
            yield from self._missing_import("topic", reference, path)
            return
        area_key, name = topic_key(reference, area_id)
        missing = missing_path(self.registry, "topic", reference, area_id)
        if path in self.pruned or (missing and self._is_reported(missing)):
            return
        area = self.registry.areas.get(area_key)
        if "/" in name or not (area_key and name):
            yield Problem.at(path, "GA021", f"'{reference}' is not a topic; write its id, or area/topic")
        elif area is None:
            message = f"there is no area '{area_key}'{did_you_mean(area_key, self.registry.areas)}"
            yield Problem.at(path, "GA021", message, awaits_files=True, missing=missing)
        elif name not in area.topics:
            message = no_topic(self.registry.areas, area_key, name, own if area_key == area_id else None)
            yield Problem.at(path, "GA021", message, missing=missing)
        else:
            self.named.add(("areas", area_key, "topics", name))

    def _diagrams(self, area_id: str, area: Area, area_path: KeyPath) -> Iterator[Problem]:
        for diagram_id, diagram in area.diagrams.items():
            path: KeyPath = (*area_path, "diagrams", diagram_id)
            if (size := diagram_size(diagram)) > LARGEST_DIAGRAM:
                message = (
                    f"has {size} nodes, edges and words, and the limit is {LARGEST_DIAGRAM}; split it into several diagrams"
                )
                yield Problem.at(path, "GA005", message, at_key=True)
            for node_id, node in diagram.nodes.items():
                if node.topic is not None:
                    yield from self._missing_topic(node.topic, area_id, (*path, "nodes", node_id, "topic"))
                if node.area is not None and ":" in node.area:
                    yield from self._missing_import("area", node.area, (*path, "nodes", node_id, "area"))
                elif node.area is not None:
                    yield from self._missing_area(node.area, (*path, "nodes", node_id, "area"))
            if (*path, "nodes") in self.pruned:
                continue
            for index, edge in enumerate(diagram.edges):
                for end in dict.fromkeys((edge.source, edge.target)):
                    missing: KeyPath = (*path, "nodes", end)
                    if end in diagram.nodes:
                        self.named.add(missing)
                    elif (*path, "edges", index) not in self.pruned and not self._is_reported(missing):
                        message = f"there is no node '{end}'{did_you_mean(end, diagram.nodes)}"
                        yield Problem.at((*path, "edges", index), "GA024", message, missing=missing)

    def _icons(self) -> Iterator[Problem]:
        for path, icon in values_of(self.registry, Role.ICON):
            if self.files.has_icon(icon):
                continue
            if self.files.icon_leads_out(icon):
                yield Problem.at(
                    path, "GA029", f"the icon '{icon}' is a symbolic link that leads out of its folder; copy the file"
                )
            else:
                meant = next(filter(self.files.has_icon, _icons_meant(icon)), None)
                hint = f"; did you mean '{meant}'?" if meant else self._suggestion(icon, self._icon_names)
                message = f"there is no icon '{icon}'{hint}"
                yield Problem.at(path, "GA023", message)

    def _links(self, path: KeyPath, markdown: str) -> Iterator[Problem]:
        home = str(path[1]) if path[0] == "areas" else None
        near = list(near_links_in(self.registry, home, markdown))
        for written, meant, _ in near:
            message = f"{one_line(written)}: this is nearly a link to the registry; write {one_line(meant)}"
            yield Problem.at(path, "GA070", message, part=written)
        for target, code, message in self.link_faults(markdown, home):
            missing = self._missing(target, home)
            if all(target != link.target for link in near) and not (missing and self._is_reported(missing)):
                awaits_files = awaits_area(self.registry, target)
                yield Problem.at(path, code, message, part=target, awaits_files=awaits_files, missing=missing)

    def _missing(self, target: str, home: str | None) -> KeyPath:
        """The path of the entry that a link names and that is not there; empty where there is no such path."""
        match = REFERENCE.fullmatch(target)
        return missing_path(self.registry, match[1], match[2], home) if match else ()

    def link_faults(self, markdown: str, home: str | None) -> Iterator[tuple[str, str, str]]:
        """The faults of links in a text: each with the link's target, a code, and a message.

        `home` is the area whose name references may leave out.
        """
        for target in link_targets(markdown):
            if match := REFERENCE.fullmatch(target):
                found = resolve(self.registry, match[1], match[2], home)
                if not isinstance(found, str):
                    self.named.add(path_of(found))
                elif not self._is_broken(match[2]):
                    yield target, "GA032", f"the link [{target}] leads nowhere: {found}"
            elif wrong := address_problem(target):
                yield target, wrong.code, f"the link's URL '{target}' {wrong.message}"


def _icons_meant(icon: str) -> Iterator[str]:
    """How an icon may be spelled that is written as in pages (`material-brain`), as elsewhere (`mdi-brain`) or by its name."""
    folder, _, name = icon.replace("-", "/", 1).partition("/")
    yield f"{folder}/{name}"
    yield from (f"material/{each}" for each in (name, icon) if each)
