"""The class that every block is made of, by a block as another package would add it."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.blocks.base import RegistryBlock, Show
from mkdocs_genai.options import Option, flag, text

from ..table.support import Course


class Greeting(RegistryBlock):
    """Greets whom the argument names."""

    NAME = "greeting"
    ARGUMENT = True
    CHOICES = {"ending": Option("!", text)}

    def show(self) -> Show:
        html = Markup("<p>Hello {}{}</p>").format(self.argument, self.options["ending"])
        return lambda page: "Hello" if page.format == "md" else html


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def greet(course: Course, argument: str, options: str = "") -> str:
    return course.block("greeting", argument, options, blocks={**BLOCKS, "greeting": Greeting}).get_text().strip()


def test_a_block_of_another_package_has_an_argument_and_options(course: Course) -> None:
    assert greet(course, "you") == "Hello you!"
    assert greet(course, "you", "ending: ..") == "Hello you.."
    assert course.faults == []


def test_an_argument_that_is_missing_or_too_much_is_said(course: Course) -> None:
    greet(course, "")
    assert [(fault.position.line, fault.message) for fault in course.faults] == [
        (1, "/// greeting: the block needs an argument; write /// greeting | ARGUMENT")
    ]
    course.convert("/// area-map | tools\n///\n")
    assert [fault.message for fault in course.faults] == ["/// area-map | tools: the block takes no argument; delete 'tools'"]


@pytest.mark.parametrize("name", ["self", "parent", "arg"])
def test_an_option_with_the_name_of_a_parameter_is_unknown_as_any_other(course: Course, name: str) -> None:
    greet(course, "you", f"{name}: 1")
    assert [fault.message for fault in course.faults] == [f"/// greeting | you: unknown option '{name}'; available: ending"]


def test_a_misspelt_block_of_another_package_is_said(course: Course) -> None:
    course.convert("/// greetin | you\n///\n", blocks={**BLOCKS, "greeting": Greeting})
    assert [fault.message for fault in course.faults] == [
        "/// greetin | you: no block is called 'greetin'; did you mean 'greeting'?"
    ]


def test_what_a_block_of_another_package_raises_names_the_block_and_its_page(course: Course) -> None:
    class Broken(Greeting):
        def show(self) -> Show:
            raise TypeError(self.argument)

    with pytest.raises(TypeError) as found:
        course.convert("/// greeting | you\n///\n", blocks={"greeting": Broken})
    assert found.value.__notes__ == [f"This happened in the block '/// greeting | you' of {course.page.address.file}."]


def test_blocks_are_listed_by_their_names() -> None:
    assert list(BLOCKS) == [block.NAME for block in BLOCKS.values()]


def test_an_option_that_is_true_or_false_takes_nothing_else() -> None:
    assert flag(False) is False
    with pytest.raises(ValueError, match="expected true or false, found the text 'no'"):
        flag("no")


def test_a_map_of_no_areas_says_what_to_write(tmp_path: Path) -> None:
    course = Course(tmp_path, "course: {title: Empty}\n")
    course.convert("/// area-map\n///\n")
    message = "/// area-map: the registry has no areas to show; write one, as `mkdocs-genai new area` does"
    assert [fault.message for fault in course.faults] == [message]
