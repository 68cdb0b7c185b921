"""The built-in column types, by their names under `type`."""

from collections.abc import Mapping
from types import MappingProxyType

from .base import ColumnType
from .boolean import BooleanType
from .date import DateType
from .link import LinkType
from .number import NumberType
from .rating import RatingType
from .tags import TagsType
from .text import TextType
from .year import YearType

ColumnTypes = Mapping[str, type[ColumnType]]

COLUMN_TYPES: ColumnTypes = MappingProxyType(
    {
        "text": TextType,
        "number": NumberType,
        "year": YearType,
        "date": DateType,
        "rating": RatingType,
        "boolean": BooleanType,
        "tags": TagsType,
        "link": LinkType,
    }
)
