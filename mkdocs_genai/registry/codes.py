"""The stable code of each kind of mistake, with its cause and cure; the docs' page of codes is made of this table."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """One kind of mistake: a short title, how it comes about, what mends it."""

    title: str
    cause: str
    cure: str


CODES: dict[str, Code] = {
    "GA001": Code(
        "A file can't be read",
        "A file, folder or package that the registry needs is missing, unreadable, empty, or of the wrong kind.",
        "Check the path: `registry` is relative to mkdocs.yml, `rows_from.file` to the registry. Install the package.",
    ),
    "GA002": Code(
        "Not valid YAML",
        "The file breaks YAML's grammar: a tab as indentation, a quote that is never closed, an unquoted `: ` in a text.",
        "Look at the marked line and the one above it. Put texts with `: ` or ` #` in quotes, and indent with spaces.",
    ),
    "GA003": Code(
        "Duplicate key",
        "One mapping has the same key twice. Plain YAML readers keep the last one and say nothing.",
        "Delete one of the two, or give one another id. Both lines are named.",
    ),
    "GA004": Code(
        "YAML feature that a registry does not take",
        "Tags (`!!python/…`), merge keys (`<<`), keys that are lists or mappings, or several documents in one file.",
        "Write the values out as plain text, numbers, lists and mappings.",
    ),
    "GA005": Code(
        "Too large or too deep",
        "A text of more than 20,000 characters, a diagram that takes seconds, aliases that multiply, or nesting without end.",
        "Put long texts into pages, write the values out, or split the diagram or the file.",
    ),
    "GA006": Code(
        "Not UTF-8 text",
        "The file is in another encoding, or a text holds control characters that no text has.",
        "Save the file as UTF-8 in your editor, and delete such characters.",
    ),
    "GA007": Code(
        "Text cut off by a comment",
        "To YAML, a `#` after a blank begins a comment, so that `Rules of C #1` is only `Rules of C`. This is a warning.",
        "Put the text in quotes. If it is a comment, write a blank behind its `#`.",
    ),
    "GA008": Code(
        "Imported course that can't be used",
        "A file in the registry's folder `imports` is not what another course has published, or was changed by hand.",
        "Import the course again, or take the file back from your version control.",
    ),
    "GA010": Code(
        "Unknown key",
        "A key that this place of the registry does not know, most often a typing mistake.",
        "Take the key that is suggested, or look it up in the reference of the registry.",
    ),
    "GA011": Code("Missing key", "A key that is required here, or one of several, is absent.", "Add the key."),
    "GA012": Code(
        "Wrong kind of value",
        "For instance a list where a text is expected, or a text where a mapping is expected.",
        "Write the value in the form that the message names.",
    ),
    "GA013": Code(
        "YAML reads this text as something else",
        "YAML takes `no`, `yes`, `on`, `off` as true or false, `1.10` as the number 1.1, `12:30` as 750, "
        "and `2025-10-03` as a date.",
        "Put the value in quotes.",
    ),
    "GA014": Code(
        "Not an allowed value",
        "The value is of the right kind, but not one of those that are allowed here, or it is listed twice.",
        "Take one of the values that the message lists.",
    ),
    "GA015": Code(
        "Malformed id",
        "Ids are made of at most 120 lower-case letters, digits and hyphens, since they become part of addresses.",
        "Rename it, for instance `Text Generation` to `text-generation`.",
    ),
    "GA016": Code(
        "Empty value",
        "A key has no value, or an empty one. A `#` after a blank begins a comment; lines that belong to a key are indented.",
        "Fill it, delete the key, or put a text that begins with # in quotes.",
    ),
    "GA020": Code("Unknown area", "A reference names an area that the registry does not have.", "Use an area's id."),
    "GA021": Code(
        "Unknown topic",
        "A reference names a topic that does not exist.",
        "Use a topic's id, or `area/topic` for another area's.",
    ),
    "GA022": Code(
        "Missing page",
        "A `page` that is not among the documentation's files.",
        "Create the page, or mend the path; it is relative to docs_dir.",
    ),
    "GA023": Code(
        "Missing icon",
        "No icon of that name is in the theme's `.icons` folder or in `overrides/.icons`.",
        "Take an icon's path without `.svg`, such as `material/brain`.",
    ),
    "GA024": Code("Unknown node", "An edge names a node that the diagram does not have.", "Add the node, or mend the id."),
    "GA025": Code(
        "Malformed edge",
        "An edge that has none of the known forms.",
        "Write `a --> b`, `a -.-> b` or `a --- b`; with words `a -- words --> b`, `a -. words .-> b` or `a -- words --- b`.",
    ),
    "GA026": Code(
        "Page named twice",
        "Two entries claim the same page as their own, so that its breadcrumb would be ambiguous.",
        "Give each its own page.",
    ),
    "GA027": Code(
        "Keys that contradict each other",
        "For instance both `page` and `url`, both `rows` and `rows_from`, or `status: ready` without a page.",
        "Keep the one that is meant.",
    ),
    "GA028": Code(
        "Circular prerequisites",
        "Topics, or areas, require each other in a circle, so that no order of learning exists.",
        "Take one of those named out of `requires`.",
    ),
    "GA029": Code(
        "Path outside its folder",
        "An absolute path or address, one with `..`, or a symbolic link that leads out of the folder.",
        "Use a path inside the folder, with forward slashes.",
    ),
    "GA030": Code(
        "Unsafe or malformed address",
        "Only http, https, mailto and relative addresses are taken; `javascript:` and the like are not.",
        "Write a whole address that begins with https://.",
    ),
    "GA031": Code(
        "Link to a missing page",
        "A Markdown link in the registry's text leads to a page that does not exist.",
        "Mend the path; it is relative to docs_dir.",
    ),
    "GA032": Code(
        "Link to an unknown entry",
        "A link such as `[text][topic:area/id]` names something that the registry does not have.",
        "Mend the reference.",
    ),
    "GA033": Code(
        "Page that is not in the site",
        "A `page` that is a draft (`draft_docs` in mkdocs.yml), or that `exclude_docs` or another plugin leaves out. "
        "This is a warning: its topic is shown as a draft, and nothing leads to the page.",
        "Publish the page, or give its topic `status: draft`.",
    ),
    "GA040": Code(
        "Cell without a column",
        "A row has a key that no column declares.",
        "Mend the key, or declare the column.",
    ),
    "GA041": Code(
        "Column without a cell",
        "No row fills this column, so that it would be empty; most often its id or its `field` is misspelt.",
        "Mend its id or its `field`, delete the column, or fill it.",
    ),
    "GA042": Code(
        "Cell that does not fit its column",
        "The value is not of the column's type.",
        "Mend the value, or the column's `type`.",
    ),
    "GA043": Code(
        "Required cell missing",
        "The column says `required: true`, and this row has no value for it.",
        "Fill the cell; null counts as missing.",
    ),
    "GA044": Code(
        "Rows that can't be taken from the file",
        "`rows_from` leads to nothing, to something that is no list or mapping of records, or to records without their `id`.",
        "Mend `at` (a dotted path inside the file) or `id` (the field that names a record).",
    ),
    "GA050": Code("Unknown label", "`labels` names a word that the plugin never prints.", "Take the suggested key."),
    "GA060": Code(
        "Unknown block",
        "A page has a block whose name nobody knows, such as `/// topic-card`.",
        "Take the suggested name.",
    ),
    "GA061": Code(
        "Bad option of a block",
        "A block has an option that it does not know, or a value that the option does not take.",
        "Options stand under the block's first line, each indented by four spaces, as `name: value`.",
    ),
    "GA062": Code(
        "Unknown reference in a page",
        "A block or a link names an area, topic, comparison, row or diagram that the registry does not have.",
        "Write the id, or `area/id` on a page that belongs to no area.",
    ),
    "GA063": Code(
        "Block that is never closed",
        "The line `///` that ends the block is missing.",
        "Add `///` below the block's options.",
    ),
    "GA064": Code(
        "Content in a block that takes none",
        "The registry's blocks take options only; options that are not indented by four spaces count as content.",
        "Indent the options by four spaces, and put text outside the block.",
    ),
    "GA065": Code(
        "Link that leads nowhere",
        "A topic, area or row that has no page on which it could be shown.",
        "Give the topic a `page` or `url`, or the area a `page`.",
    ),
    "GA066": Code(
        "Mistake in a template",
        "A template under `overrides/genai/` has a syntax error or uses a name that it is not given.",
        "Each template's first line lists what it is given.",
    ),
    "GA067": Code(
        "Diagram that can't be drawn",
        "The diagram could not be laid out, for instance because the map of a course has too many areas.",
        "Take something out of the diagram. If it is small, report it to us with its part of the registry.",
    ),
}
