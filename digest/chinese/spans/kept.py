"""Which parts of a text are no Chinese to be converted. Part of chinese.spans.

Addresses (also with Han characters in them), e-mails, mentions, template and merge tags, code between backticks,
Japanese, Korean, and what no converter survives: U+0000 and lone surrogates. Numbers and Latin words need no care,
because no dictionary of characters knows them, and terms may hold them (QR码). `-{...}-` of Wikipedia is not a mark
here: it would have to be taken out of the text, and a hand-made version says the same better.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from digest.chinese.spans.layout import Flaw, Span

# The root zone's names in Chinese characters, both scripts: an address ends behind one of them (IANA, 2026).
_TOP_LEVEL = "|".join(
    sorted(
        str.split(
            "中国 中國 香港 台湾 台灣 新加坡 澳門 澳门 公司 网络 網絡 網路 网址 网店 网站 中文网 在线 信息 移动 手机 商标 "
            "商城 商店 集团 公益 慈善 政务 政府 机构 组织机构 企业 招聘 健康 时尚 游戏 娱乐 购物 新闻 餐厅 食品 书籍 珠宝 "
            "家電 通販 广东 佛山 世界 天主教 我爱你 八卦 点看 微博 联通 工行 中信 谷歌 亚马逊 诺基亚 飞利浦 香格里拉 "
            "淡马锡 嘉里 嘉里大酒店 大拿 大众汽车 電訊盈科"
        ),
        key=len,
        reverse=True,
    )
)

# A Han character belongs to an address behind a delimiter, as a name the root zone has, or before one more delimiter;
# glued to a Latin word it is the text that goes on.
_ADDRESS = rf"""(?:
    [!#$%&*+,./:;=?@_~\-] | [\w--\p{{Han}}]
  | (?<=[/=?\#&_~+@\-]) \p{{Han}}++
  | (?<=\.) (?: (?:{_TOP_LEVEL}) | (?<=\p{{Han}}\.) \p{{Han}}++ | \p{{Han}}{{1,40}}+ (?=[./?\#&=_]\w) )
  | \p{{Han}}{{1,20}}+ (?=[/=&_] | \.[A-Za-z0-9])
  | (?<=[_/=\-]) \( [^()\s]{{1,80}}+ \)
)++"""

# Left to right, whichever begins first. An opening mark looks for its end no further than the next of its kind, so a
# thousand open ones cost no more than their length.
_TEMPLATES = r"""
    \{\{ (?: (?!\{\{|\}\}) . )*+ \}\} | \{% (?: (?!\{%|%\}) . )*+ %\} | \{\# (?: (?!\{\#|\#\}) . )*+ \#\}
  | <% (?: (?!<%|%>) . )*+ %> | <\?[a-z] (?: (?!<\?|\?>) . )*+ \?>
  | \*\| [^|\n]{1,200}+ \|\* | %% [^%\s]{1,100}+ %% | [$\#]\{ [^{}\n]{1,200}+ \} | %\( [^()\n]{1,100}+ \)[sdifr]
  | \{ [\w.\-]{1,64}+ \}
"""

_FLAGS = regex.VERSION1 | regex.VERBOSE | regex.DOTALL
TEMPLATES = regex.compile(_TEMPLATES, _FLAGS)

_LABELS = r"(?: [A-Za-z0-9\-]{1,63}+ \. ){1,5}+"
_MACHINE = rf"""
    {_TEMPLATES}
  | (?<![A-Za-z0-9+.\-]) [A-Za-z][A-Za-z0-9+.\-]{{1,15}}+ :// {_ADDRESS}
  | (?<![A-Za-z0-9]) www\. {_ADDRESS}
  | (?<![A-Za-z0-9@.\-]) {_LABELS} (?: [A-Za-z]{{2,24}}+ | {_TOP_LEVEL} ) (?=[/?\#]) {_ADDRESS}
  | (?<!\p{{Han}}) \p{{Han}}{{1,10}}+ \. (?:{_TOP_LEVEL}) (?=[/?\#]) {_ADDRESS}
  | ` [^`\n]{{1,200}}+ `
"""
_TAGS = r"""
  | <!-- (?: (?!<!--|-->) . )*+ -->
  | </? [A-Za-z][A-Za-z0-9:\-]*+
    (?: \s++ [A-Za-z@:_][\w:@.\-]*+ (?: \s*+ = \s*+ (?: "[^"<>]*+" | '[^'<>]*+' | [^\s"'<>=]++ ) )?+ )*+ \s*+ /?+ >
"""
_HASHTAGS = r" | [#＃] [^#＃\s]{1,64}+ [#＃] | (?<![\w&]) [#＃] \w{1,64}+"

# Behind an @: the host of an e-mail address; otherwise a name, which ends where a word does.
_HOST = regex.compile(
    rf"(?: [\p{{Han}}A-Za-z0-9\-]{{1,63}}+ \. )++ (?: [A-Za-z][A-Za-z0-9\-]*+ | (?:{_TOP_LEVEL}) | \p{{Han}}{{1,10}} )",
    _FLAGS,
)
_NAME = regex.compile(r"[\w·\-]{1,64}+ (?: @ [A-Za-z0-9\-]++ (?: \. [A-Za-z0-9\-]++ )++ )?+", _FLAGS)
_LONGEST_LOCAL_PART = 64  # RFC 5321 section 4.5.3.1.1

_UNSAFE = regex.compile(r"[\0\ud800-\udfff]++")
_SCRIPTS = (
    (
        regex.compile(r"[\p{Hiragana}\p{Katakana}]"),
        regex.compile(r"[\p{Han}々〆ヶー\p{Hiragana}\p{Katakana}]++"),
        "cp932",
    ),
    (regex.compile(r"\p{Hangul}"), regex.compile(r"[\p{Han}\p{Hangul}]++"), "euc_kr"),
)


def find(text: str, *, tags: bool = False, hashtags: bool = True, edges: Sequence[int] = ()) -> tuple[Span, ...]:
    """The parts of `text` to be kept, in order and apart.

    With `tags`, what looks like a tag is kept too; without `hashtags`, #话题# is. No address goes across an edge.
    """
    found = [match.span() for match in _UNSAFE.finditer(text)]
    for start, end in zip((0, *edges), (*edges, len(text)), strict=True):
        found += _addresses(text, start, end, _search(tags=tags, hashtags=not hashtags))
    for letters, stretch, charset in _SCRIPTS:
        if letters.search(text):
            found += _foreign(text, letters, stretch, charset)
    return _merged(found)


def flaws(text: str) -> tuple[Flaw, ...]:
    """What of the text no other program may take: each U+0000 and lone surrogate, kept as it is."""
    return tuple(
        Flaw(*match.span(), "a NUL character" if match[0][0] == "\0" else "half of a character (a lone surrogate)")
        for match in _UNSAFE.finditer(text)
    )


@cache
def _search(*, tags: bool, hashtags: bool) -> "regex.Pattern[str]":
    return regex.compile(_MACHINE + _TAGS * tags + _HASHTAGS * hashtags, _FLAGS)


def _addresses(text: str, start: int, end: int, search: "regex.Pattern[str]") -> Iterator[Span]:
    for match in search.finditer(text, start, end):
        last = match.end()
        if match[0][-1] in ".,:;!?":  # the sentence's, not the address's
            last = match.start() + len(match[0].rstrip(".,:;!?"))
        yield match.start(), last
    position = start
    while (at := _next_at(text, position, end)) >= 0:
        span = _around(text, at, start, end)
        if span:
            yield span
        position = max(at + 1, span[1] if span else 0)


def _next_at(text: str, start: int, end: int) -> int:
    return min((place for place in (text.find("@", start, end), text.find("＠", start, end)) if place >= 0), default=-1)


def _around(text: str, at: int, start: int, end: int) -> Span | None:
    """The e-mail address or the mention whose @ stands at `at`."""
    first = max(start, at - _LONGEST_LOCAL_PART)
    before = at
    while before > first and _is_ascii_word(text[before - 1]):
        before -= 1
    host = _HOST.match(text, at + 1, end)
    if before == at and host:  # 张三@例子.中国; where the name begins nobody can tell
        while before > first and (text[before - 1].isalnum() or _is_ascii_word(text[before - 1])):
            before -= 1
    if before < at:
        return (before, host.end()) if host else None
    name = host or _NAME.match(text, at + 1, end)
    return (at, name.end()) if name else None


def _is_ascii_word(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter in "._%+-")


def _foreign(text: str, letters: "regex.Pattern[str]", stretch: "regex.Pattern[str]", charset: str) -> Iterator[Span]:
    """Words of another language with the Han characters glued to them.

    A stretch that the language's own character set can write is all foreign. Otherwise Chinese goes on around it:
    a lone の is decoration, and of more only the parts that the set can write are foreign.
    """
    for match in stretch.finditer(text):
        words = match[0]
        count = len(letters.findall(words))
        if not count:
            continue
        written = [_can_write(letter, charset) for letter in words]
        if all(written):
            yield match.span()
        elif count > 1:
            yield from _written_parts(match.start(), words, written, letters)


def _written_parts(place: int, words: str, written: Sequence[bool], letters: "regex.Pattern[str]") -> Iterator[Span]:
    start = 0
    for index, possible in enumerate((*written, False)):
        if not possible:
            if letters.search(words, start, index):
                yield place + start, place + index
            start = index + 1


def _can_write(letter: str, charset: str) -> bool:
    try:
        letter.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
