"""X's way of counting: twitter-text with its configuration v3. Floor 1, pure.

Source: github.com/twitter/twitter-text, config/v3.json and conformance/validate.yml (2021-10-21, its last commit).
Does not cut, and does not judge whether a post may be published.
"""

import unicodedata

import regex

from digest.platforms import emoji
from digest.platforms.links import find_links

_HEAVY = 2  # every character but those of the scripts below, and every emoji
_LIGHT = regex.compile(r"[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_MAY_JOIN = regex.compile(r"[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")


def read(text: str, link: int) -> tuple[int, int]:
    """The length shown, and the longer one if this emoji or that top-level domain is unknown to X.

    X documents every emoji as 2; its published counter adds up the parts of one that is newer than itself.
    """
    text = unicodedata.normalize("NFC", text)
    shown = strictest = end = 0
    for found in find_links(text):
        plain_shown, plain_strictest = _plain(text[end : found.start])
        literal = _weigh(text[found.start : found.end])
        shown += plain_shown + (link if found.known else literal)
        strictest += plain_strictest + (link if found.known else max(link, literal))
        end = found.end
    plain_shown, plain_strictest = _plain(text[end:])
    return shown + plain_shown, strictest + plain_strictest


def _plain(text: str) -> tuple[int, int]:
    """Both lengths of a text without links."""
    if text.isascii():
        return len(text), len(text)
    parts = _weigh(text)
    if not _MAY_JOIN.search(text):  # each character that is an emoji by itself weighs what an emoji weighs
        return parts, parts
    shown = parts + sum(_HEAVY - _weigh(each) for each in emoji.composed().findall(text))
    published = parts + sum(_HEAVY - _weigh(each) for each in emoji.published().findall(text))
    return shown, max(shown, published)


def _weigh(text: str) -> int:
    return len(text) + len(_LIGHT.sub("", text))
