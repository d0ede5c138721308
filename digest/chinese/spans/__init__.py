"""What of a text is converted, and how it is put back. Part of digest.chinese, pure.

layout = spans.read(text, Markup.HTML, source=Variant.ZH_HANS, target=Variant.ZH_HANT_TW)
pieces = [[Piece(start, end, converted(run.text[start:end])) for start, end in run.free()] for run in layout.runs]
layout.write(pieces)
"""

from enum import StrEnum

from digest.chinese.spans import plain
from digest.chinese.spans.layout import Flaw, Layout, Piece, Run, Span, Stretch, applied
from digest.chinese.spans.page import Page

__all__ = ["Flaw", "Layout", "Markup", "Page", "Piece", "Run", "Span", "Stretch", "applied", "read"]


class Markup(StrEnum):
    """How a text is written. MJML is HTML."""

    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"


def read(
    text: str, markup: Markup = Markup.PLAIN, *, source: str = "", target: str = "", hashtags: bool = True
) -> Layout:
    """The runs of `text`. `source` and `target` are language tags (BCP 47), both or neither.

    With them a part of the markup in the other script is kept, and lang="zh-CN" becomes the target's tag. Without
    `hashtags`, #话题# stays as it is.
    """
    if markup is Markup.HTML:  # each reader is loaded where it is wanted: their parsers take longer than a short text
        from digest.chinese.spans import html

        return html.read(text, source=source, target=target, hashtags=hashtags)
    if markup is Markup.MARKDOWN:
        from digest.chinese.spans import markdown

        return markdown.read(text, source=source, target=target, hashtags=hashtags)
    return plain.read(text, hashtags=hashtags)
