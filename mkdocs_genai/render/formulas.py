"""What a text's formulas must not have, since MathJax and KaTeX make links and styles of it."""

from __future__ import annotations

import re

from ..addresses import address_problem
from ..problems import Problem
from ..registry.inline_scanner import scan

_TEX_ADDRESS = re.compile(r"\\(?:href|url)(?![a-zA-Z])\s*(?:\{([^{}]*)\})?")
"""The TeX commands that create a link in MathJax and KaTeX."""
_TEX_STYLE = re.compile(
    r"\\(?:mmlToken|style|htmlStyle|includegraphics)(?![a-zA-Z])"
    r"|\\bbox(?![a-zA-Z])(?!\s*\[(?:[\w\s.,:%-]|#[0-9a-fA-F]{3,6}\b)*\])"
)
"""The TeX commands with which a formula sets any attribute or style, and so a link or a file of another host."""
_TEX_DEFINITION = re.compile(r"\\(?:let|g?def|(?:re)?new(?:command|environment))(?![a-zA-Z])")
"""The TeX commands that give a command another name, by which it would not be found."""
_TEX_COMMAND = re.compile(r"\\(?:href|url|bbox)(?![a-zA-Z])")


def formula_problems(text: str) -> list[Problem]:
    """What a text's formulas must not have: links without a safe URL, and commands that lead out of the formula unseen."""
    if "\\" not in text:
        return []
    code = scan(text).code
    found = [
        ("GA030", f"'{match[0]}' in a formula needs a safe URL in braces, which begins with https://", match)
        for match in _TEX_ADDRESS.finditer(text)
        if not _is_safe_in_tex(match[1])
    ]
    allowed = "; of `\\bbox`, sizes, borders and colors are allowed"
    found += [
        ("GA034", f"'{match[0]}' is not allowed in a formula{allowed if match[0].endswith('bbox') else ''}", match)
        for match in _TEX_STYLE.finditer(text)
    ]
    if _TEX_COMMAND.search(text):
        found += [
            ("GA034", f"'{match[0]}' is not allowed in a text that also has `\\href`, `\\url` or `\\bbox`", match)
            for match in _TEX_DEFINITION.finditer(text)
        ]
    return [
        Problem.at((), problem_code, message, part=match[0])
        for problem_code, message, match in found
        if not any(start <= match.start() < end for start, end in code)
    ]


def _is_safe_in_tex(address: str | None) -> bool:
    return (address or "").startswith(("https://", "http://", "mailto:")) and not address_problem(address or "")
