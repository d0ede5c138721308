"""Lengths by the width of characters: UTF-16 units, half-units, bytes of emoji. Part of digest.platforms, pure."""

import regex

from digest.platforms import emoji
from digest.platforms.recognition import weibo

_WEIBO_SHORTENED_UP_TO = 140  # half-units; what exceeds them is added
_WEIBO_OWN_UP_TO = 41  # its own pages are counted letter by letter up to here
_BEYOND_ASCII = regex.compile(r"[^\x00-\x7f]")
_BEYOND_LATIN = regex.compile(r"[^\x00-\xff]")
_PICTURE = regex.compile(r"\p{Extended_Pictographic}")


def utf16(text: str) -> int:
    """UTF-16 units, as JavaScript and C# count. Never fewer than code points, so it holds for both."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def weibo_units(text: str, link: int) -> int:
    """Weibo's count: two letters up to U+00FF, or one UTF-16 unit of anything else, make 1; rounded up.

    An address counts `link`, as Weibo replaces it by one of t.cn; after gist Last-Order/e7792d6 of 2019 and WeCase's
    TweetUtils of 2014, which agree but for https, taken here as http.
    """
    found = weibo.LINK.findall(text)
    rest = weibo.LINK.sub("", text) if found else text
    return (_halves(rest) + sum(_weibo_link(url, link * 2) for url in found) + 1) // 2


def title_units(text: str) -> int:
    """Xiaohongshu's count of a title: two ASCII letters, or one UTF-16 unit of anything else, make 1; rounded up."""
    return (utf16(text) + utf16("".join(_BEYOND_ASCII.findall(text))) + 1) // 2


def emoji_bytes(text: str) -> tuple[int, int]:
    """Threads' count: characters, but an emoji is as many as it has bytes in UTF-8.

    Second, the most it could be: characters as UTF-16 units, and every picture an emoji, however it is shown.
    """
    if text.isascii():
        return len(text), len(text)
    rest = emoji.composed().sub("", text)
    pictures = utf8(text) - utf8(rest)
    plain = _PICTURE.sub("", rest)
    return pictures + len(rest), pictures + utf16(plain) + utf8(rest) - utf8(plain)


def utf8(text: str) -> int:
    """Bytes in UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def _weibo_link(url: str, shortened: int) -> int:
    length = _halves(url)
    host = url.split("/")[2].lower()
    if host == "t.cn":
        return length
    if host in ("weibo.com", "weibo.cn") and length <= _WEIBO_OWN_UP_TO:
        return length
    return shortened + max(0, length - _WEIBO_SHORTENED_UP_TO)


def _halves(text: str) -> int:
    return utf16(text) + utf16("".join(_BEYOND_LATIN.findall(text)))
