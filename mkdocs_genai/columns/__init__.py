"""The built-in column types, by their names under `type`."""

from collections.abc import Mapping
from types import MappingProxyType

from .base import ColumnType
from .boolean import Boolean
from .date import Date
from .link import Link
from .number import Number
from .rating import Rating
from .tags import Tags
from .text import Text
from .year import Year

ColumnTypes = Mapping[str, type[ColumnType]]

COLUMN_TYPES: ColumnTypes = MappingProxyType(
    {
        "text": Text,
        "number": Number,
        "year": Year,
        "date": Date,
        "rating": Rating,
        "boolean": Boolean,
        "tags": Tags,
        "link": Link,
    }
)
