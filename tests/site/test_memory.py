"""A build leaves the process as it found it."""

from __future__ import annotations

import gc

from .course import COURSE, Course


def test_no_object_is_kept_from_the_garbage_collector_after_a_build(course: Course) -> None:
    assert course.build(COURSE).log == []
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
