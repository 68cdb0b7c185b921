"""The sources of a comparison's content."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from ..fields import RegistryModel, ShortForm, Text, WebUrl, as_tuple


class Source(RegistryModel):
    """Where something comes from."""

    url: Annotated[WebUrl, Field(description="Its URL.")]
    title: Annotated[Text | None, Field(description="Its name, such as `Xiao et al., 2021`; by default made of the URL.")] = (
        None
    )


Sources = Annotated[tuple[Annotated[Source, ShortForm("url", "a URL")], ...], BeforeValidator(as_tuple)]
