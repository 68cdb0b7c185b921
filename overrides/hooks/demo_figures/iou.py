"""The two boxes of the page's first example, with what they share and the box around both."""

from __future__ import annotations

from fractions import Fraction

WIDTH, HEIGHT = 12, 9
Box = tuple[int, int, int, int]
"""Left, bottom, right, top."""
TRUE: Box = (0, 0, 4, 4)
PREDICTED: Box = (2, 2, 6, 6)


def iou() -> str:
    """The static part."""
    shared_box = (
        max(TRUE[0], PREDICTED[0]),
        max(TRUE[1], PREDICTED[1]),
        min(TRUE[2], PREDICTED[2]),
        min(TRUE[3], PREDICTED[3]),
    )
    around_box = (
        min(TRUE[0], PREDICTED[0]),
        min(TRUE[1], PREDICTED[1]),
        max(TRUE[2], PREDICTED[2]),
        max(TRUE[3], PREDICTED[3]),
    )
    shared, around = _area(shared_box), _area(around_box)
    covered = _area(TRUE) + _area(PREDICTED) - shared
    found = Fraction(shared, covered)
    generalized = found - Fraction(around - covered, around)
    words = (
        f"IoU = {shared} / {covered} = {_number(found)}. "
        f"Generalized IoU = {_number(found)} − {around - covered} / {around} = {_number(generalized)}."
    )
    grid = "".join(f"M{x} 0V{HEIGHT}" for x in range(WIDTH + 1)) + "".join(f"M0 {y}H{WIDTH}" for y in range(HEIGHT + 1))
    return (
        f'<svg class="demo__plane" viewBox="-0.1 -0.1 {WIDTH + 0.2} {HEIGHT + 0.2}" role="img" '
        'aria-label="A true box from (0, 0) to (4, 4) and a predicted box from (2, 2) to (6, 6), '
        'which share a square of 2 by 2">'
        f'<path class="demo__grid" d="{grid}"/>{_rect("demo__around", around_box)}{_rect("demo__shared", shared_box)}'
        f"{_group('true', TRUE)}{_group('predicted', PREDICTED)}</svg>"
        f'<p class="demo__result">{words}</p>'
    )


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _number(value: Fraction) -> str:
    return f"{float(value):.3f}".replace("-", "−")


def _rect(name: str, box: Box) -> str:
    left, bottom, right, top = box
    return f'<rect class="{name}" x="{left}" y="{HEIGHT - top}" width="{right - left}" height="{top - bottom}"/>'


def _group(name: str, box: Box) -> str:
    """A box with its name, and its corner with a larger area to hit."""
    left, bottom, right, top = box
    down = HEIGHT - (bottom + 0.25 if name == "true" else top - 0.65)
    return (
        f'<g data-box="{name}" data-corners="{left} {bottom} {right} {top}">'
        f'<g data-part="body">{_rect(f"demo__box demo__box--{name}", box)}</g>'
        f'<text x="{left + 0.2}" y="{down}">{name}</text>'
        f'<g data-part="corner" transform="translate({right} {HEIGHT - top})">'
        '<circle class="demo__hit" r="0.8"/><rect class="demo__corner" x="-0.2" y="-0.2" width="0.4" height="0.4"/></g></g>'
    )
