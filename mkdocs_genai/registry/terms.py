"""A term of the glossary. Not in here: finding one in a registry (`registry.glossary`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..fields import InlineMarkdown, PlainTexts, RegistryModel, Text, TopicReference


class Term(RegistryModel):
    """A word that the course explains, shown by links to it and in the glossary."""

    title: Annotated[Text, Field(description="The term itself.")]
    summary: Annotated[InlineMarkdown, Field(description="What it means, in one or two sentences.")]
    aliases: Annotated[PlainTexts, Field(description="Other words for it, such as its plural or its abbreviation.")] = ()
    topic: Annotated[TopicReference | None, Field(description="The topic that explains it at length.")] = None
