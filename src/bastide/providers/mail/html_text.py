"""The HTML body of a mail as plain text: lines as they show, quotes behind « > ».

Nothing of the HTML remains: no script, no style, no image, no tracker, no hidden text, no address
behind a link. `readers.html` reads pages, whose menus it leaves out and whose tables it keeps; in a
mail tables are layout, and who quotes whom matters.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from bastide.engine.mail.model import CUT

# Characters of HTML read: Outlook writes some ten for one of text.
LONGEST_HTML = 4_000_000
_LEFT_OUT = frozenset(
    "script style head title template noscript svg math iframe object embed form button select "
    "option textarea audio video canvas".split()
)
_BLOCKS = frozenset(
    "p div li dd dt tr table ul ol dl pre h1 h2 h3 h4 h5 h6 blockquote section article header "
    "footer address center figure figcaption".split()
)
_APART = frozenset("p h1 h2 h3 h4 h5 h6 pre ul ol dl".split())
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0",
    re.IGNORECASE,
)
# A quotation of a quotation… so deep is shown no deeper.
MOST_QUOTES = 30
# What makes a tree deep: an exchange nests its quotations, libxml2 gives up at 2,048 levels.
_NESTS = re.compile(
    r"</?(?:div|blockquote|span|table|tbody|tr|td|font|center|p|b|i|section)\b[^>]{0,2000}>", re.I
)
# How Outlook draws the line above what it quotes, in plain text.
_RULE = "_" * 32


_BLANKS = re.compile(r"[ \t\r\n\f\u00ad\u200b-\u200d\ufeff]+")


class _Page:
    """Lines in the making, each behind the marks of the quotes it stands in."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []
        self.quotes = 0

    @property
    def marks(self) -> str:
        return "> " * min(self.quotes, MOST_QUOTES)

    def say(self, text: str | None, kept: bool = False) -> None:
        if text and kept:
            first, *others = text.split("\n")
            self.words.append(first)
            for other in others:
                self.end(empty=True)
                self.words = [other]
        elif text:
            self.words.append(_BLANKS.sub(" ", text))

    def end(self, *, empty: bool = False) -> None:
        """Ends the line; `empty`: even when nothing stands in it."""
        words = "".join(self.words)
        said = words.replace("\u00a0", " ").rstrip()
        said = said.lstrip() if not words.startswith("\u00a0") else said
        if said.strip() or empty:
            self.lines.append((self.marks + said.strip("\n")).rstrip())
        self.words = []

    def blank(self) -> None:
        self.end()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(self.marks.rstrip())


def text_of_html(source: str) -> str:
    """The text that the reader of a mail sees; nothing for what is no HTML. Of a longer page than
    is read, `CUT` stands at the end."""
    cut = len(source) > LONGEST_HTML
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source[:LONGEST_HTML].replace("\0", ""))
    root = _parsed(source)
    if root is None:
        return ""
    page, kept = _Page(), 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if not tag or tag in _LEFT_OUT or _hidden(node):
                walk.skip_subtree()
                continue
            kept += tag == "pre"
            _begin(page, node, tag)
            page.say(node.text, kept > 0)
        else:
            if tag and tag not in _LEFT_OUT and not _hidden(node):
                _finish(page, node, tag)
                kept -= tag == "pre"
            page.say(node.tail, kept > 0)
    page.end()
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(page.lines)).strip("\n")
    return f"{text}\n{CUT}" if cut else text


def _parsed(source: str) -> Any:
    """The tree of a page; of one nested too deep to be read, what it says without its nesting."""
    for text in (source, ""):
        parser = lxml_html.HTMLParser(
            remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
        )
        try:
            root = lxml_html.document_fromstring(text or _NESTS.sub("<br>", source), parser=parser)
        except (etree.LxmlError, ValueError):
            return None
        if not any("depth" in error.message for error in parser.error_log):
            break
    return root


def _hidden(node: Any) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _begin(page: _Page, node: Any, tag: str) -> None:
    if tag in _BLOCKS:
        page.end()
    if tag == "blockquote":
        page.quotes += 1
    elif tag == "li":
        page.say("- ")
    elif tag in ("td", "th"):
        page.say(" ")
    elif tag == "hr":
        page.end()
        page.say(_RULE)
        page.end()


def _finish(page: _Page, node: Any, tag: str) -> None:
    if tag == "br":
        page.end(empty=True)
    elif tag == "blockquote":
        page.end()
        page.quotes -= 1
    elif tag in _BLOCKS:
        # Outlook makes a paragraph of each line, and an empty one of each space between.
        close = "Mso" in (node.get("class") or "") or tag not in _APART
        page.end(empty=tag == "p" and close) if close else page.blank()
