"""A course's own labels in each language: words of one language are not shown on pages of another."""

from __future__ import annotations

from ..problems import KeyPath, Problem
from ..registry.load import Loaded
from ..registry.text_files import display_path
from .project import Project


def with_own_labels(loaded: Loaded, project: Project) -> Loaded:
    """The registry without labels that only another language's registry has, each of them a warning.

    The plugin's own words stand in, which it has in the language of the page.
    """
    languages = project.languages
    labels = loaded.registry.course.labels
    if languages.current == languages.default or not labels:
        return loaded
    others = project.layers_of.get(languages.default, ())
    own = [display_path(layer.path, project.root) for layer in project.all_layers if layer.path and layer not in others]
    missing: dict[str, Problem] = {}
    for label in labels:
        path: KeyPath = ("course", "labels", label)
        found = loaded.sources.locate(path)
        if found is not None and any(f"{found[0].file}/".startswith(f"{folder}/") for folder in own):
            continue
        message = (
            f"the label '{label}' has no words in the language '{languages.current}'; write them under `labels` there, too"
        )
        missing[label] = loaded.sources.problem(Problem.at(path, "GA037", message, at_key=True, severity="warning"))
    course = loaded.registry.course.model_copy(
        update={"labels": {label: words for label, words in labels.items() if label not in missing}}
    )
    registry = loaded.registry.model_copy(update={"course": course})
    return loaded._replace(registry=registry, problems=[*loaded.problems, *missing.values()])
