"""The problems of a registry's texts that only their conversion can find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..problems import Problem
from ..registry.grouped_problems import one_problem_a_cause
from ..registry.load import Loaded
from .inline import ConvertedTexts


def text_problems(loaded: Loaded, inline: ConvertedTexts) -> Iterator[Problem]:
    """The problems of a registry's texts that only a conversion can find."""
    remote = loaded.registry.course.remote_images

    def problems(text: str) -> Iterable[Problem]:
        converted = inline[text]
        return (*converted.problems, *(() if remote else map(_remote_image, converted.remote_images)))

    for path, text in loaded.texts:
        for problem in problems(text):
            yield loaded.sources.problem(Problem.at(path, problem.code, problem.message, part=problem.part))
    marked_up = [foreign for foreign in loaded.foreign_texts if not foreign.is_address]
    yield from one_problem_a_cause(
        foreign.fault(problem.code, problem.message) for foreign in marked_up for problem in problems(foreign.text)
    )


def _remote_image(url: str) -> Problem:
    cure = "put the file into docs_dir, or set `remote_images: true` in course.yml"
    return Problem.at((), "GA035", f"the image '{url}' is on another host; {cure}", part=url)
