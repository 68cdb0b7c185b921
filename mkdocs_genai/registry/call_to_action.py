"""The call to action: what a reader may do next, with buttons."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from ..fields import InlineMarkdown, PageName, RegistryModel, Text, Url, as_tuple, fault


class Link(RegistryModel):
    """A button: a label and where it leads."""

    label: Annotated[Text, Field(description="The text on the button.")]
    url: Annotated[Url | None, Field(description="A URL: https, http, mailto, or relative to the site.")] = None
    page: Annotated[PageName | None, Field(description="A page of this site, relative to docs_dir, instead of `url`.")] = None

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        if self.url is not None and self.page is not None:
            raise fault("GA027", "a link has either `url` or `page`, not both")
        if self.url is None and self.page is None:
            raise fault("GA011", "the key 'url' is missing, or 'page'")
        return self


Links = Annotated[tuple[Link, ...], BeforeValidator(as_tuple)]


class CallToAction(RegistryModel):
    """What a reader may do next, shown as an admonition with buttons."""

    title: Annotated[Text, Field(description="The heading of the call.")]
    body: Annotated[InlineMarkdown | None, Field(description="One or two sentences.")] = None
    links: Annotated[Links, Field(description="The buttons; the first one is the main one.")] = ()
