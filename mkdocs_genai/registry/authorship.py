"""The authors of a course, and the license under which others may use it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ..fields import RegistryModel, ShortForm, Text, WebUrl, as_tuple, fault

_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
"""An identifier of the list at spdx.org/licenses, such as `CC-BY-4.0`."""


def _check_license(value: str) -> str:
    if not value.startswith(("http://", "https://")) and not _SPDX.fullmatch(value):
        message = f"'{value}' is not a license; write its SPDX identifier, such as CC-BY-4.0, or its URL"
        raise fault("GA014", message)
    return value


License = Annotated[Text, AfterValidator(_check_license)]


def license_url(license: str) -> str:
    """The URL of a license, which SPDX has for each of its identifiers."""
    return license if license.startswith("http") else f"https://spdx.org/licenses/{license}.html"


class Author(RegistryModel):
    """Who has made the course."""

    name: Annotated[Text, Field(description="The name.")]
    url: Annotated[WebUrl | None, Field(description="A page about the author, such as an ORCID.")] = None
    type: Annotated[Literal["person", "organization"], Field(description="Whether it is a person or an organization.")] = (
        "person"
    )


Authors = Annotated[tuple[Annotated[Author, ShortForm("name", "a name")], ...], BeforeValidator(as_tuple)]
