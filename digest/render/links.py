"""Which addresses may become links. Floor 2: pure.

Articles come from strangers and MJML passes `javascript:` on without a word, so every address on its way into a
template goes through `href`. What is no web or mail address renders as no link at all.
"""

import re
from collections.abc import Mapping

from digest.model import Variant

# Filled in per recipient when the mail is sent; the only values here that are not addresses.
UNSUBSCRIBE = "%%unsubscribe_url%%"
PREFERENCES = "%%preferences_url%%"
BROWSER = "%%browser_url%%"

EDITIONS: Mapping[Variant, tuple[str, str]] = {
    Variant.EN: ("English", "English"),
    Variant.ZH_HANS: ("简体中文", "简体中文"),
    Variant.ZH_HANT_TW: ("繁體中文", "繁體中文（台灣）"),
    Variant.ZH_HANT_HK: ("繁體中文", "繁體中文（香港）"),
}
"""What a variant calls itself, and what it calls itself where both Traditional variants stand side by side."""


def browser_in(variant: Variant) -> str:
    """The token for the address of the issue in another variant."""
    return f"%%browser_url_{variant.value.lower().replace('-', '_')}%%"


TOKENS = frozenset({UNSUBSCRIBE, PREFERENCES, BROWSER, *map(browser_in, Variant)})

_TOKEN = re.compile(r"%(?=%\w+%%)")
_ALLOWED = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?|mailto:[^\s@?]+@[^\s@?]+(?:\?\S*)?", re.IGNORECASE)
_BROKEN = re.compile(r"[\ud800-\udfff]")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\"'<>\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def href(url: str) -> str:
    """The address ready for an attribute; empty when it is neither http(s), mailto nor one of our own tokens."""
    if url in TOKENS:
        return url
    # "%%" in somebody's address must not become the reader's own unsubscribe link on the way to that somebody.
    url = url.strip().replace("%%", "%25%25")
    return _UNSAFE.sub(_percent, url) if _ALLOWED.fullmatch(url) and not _BROKEN.search(url) else ""


def without_tokens(text: str) -> str:
    """`text` in which nothing reads as one of our tokens: an article may write about them."""
    return _TOKEN.sub("% ", text) if "%%" in text else text


def _percent(character: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in character.group().encode())
