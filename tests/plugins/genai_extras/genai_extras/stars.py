"""`kind: stars`: a row of stars for each rating of a column."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_genai.api import ChartKind, Column, Drawing, Label

_LINE = 26
_BEGIN = 160
"""Where the stars begin, and the names end."""


class Stars(ChartKind):
    """As many stars as the column's best value, some of them filled; a row's name stands in front."""

    NAME = "stars"
    DRAWS = "one column of `type: rating`"

    @staticmethod
    def can_draw(column: Column) -> bool:
        """See ChartKind."""
        return column.scale_max > 0

    @classmethod
    def fits(cls, columns: Sequence[Column]) -> bool:
        """See ChartKind."""
        return len(columns) == 1 and cls.can_draw(columns[0])

    def drawings(self, anchor: str, width: float) -> list[Drawing]:
        """See ChartKind."""
        (column,) = self.data.columns.values()
        labels = []
        for number, row in enumerate(self.series, 1):
            (rating,), (words,) = row.values, row.in_words
            # An unknown rating has no stars, and `words` say that it is unknown.
            stars = words if rating is None else "★" * round(rating) + "☆" * (column.scale_max - round(rating))
            labels += [
                Label(((row.name, number * _LINE),), _BEGIN - 10, "end"),
                Label(((stars, number * _LINE),), _BEGIN, "start"),
            ]
        view = (0, 0, _BEGIN + column.scale_max * 20, (len(self.series) + 1) * _LINE)
        return [Drawing(anchor, self.title, self.description(self.series), view, labels=tuple(labels))]
