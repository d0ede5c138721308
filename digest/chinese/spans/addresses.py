"""URLs and IRIs, e-mail addresses, mentions: where one begins and ends among Chinese. Part of chinese.spans."""

import re

from digest.chinese.spans.layout import Span
from digest.chinese.spans.letters import HAN

# The root zone's names in Chinese characters, both scripts: an address ends behind one of them (IANA, 2026).
_TOP_LEVEL = "|".join(
    sorted(
        str.split(
            "中国 中國 香港 台湾 台灣 新加坡 澳門 澳门 公司 网络 網絡 網路 网址 网店 网站 中文网 在线 信息 移动 手机 "
            "商标 商城 商店 集团 公益 慈善 政务 政府 机构 组织机构 企业 招聘 健康 时尚 游戏 娱乐 购物 新闻 餐厅 食品 "
            "书籍 珠宝 家電 通販 广东 佛山 世界 天主教 我爱你 八卦 点看 微博 联通 工行 中信 谷歌 亚马逊 诺基亚 飞利浦 "
            "香格里拉 淡马锡 嘉里 嘉里大酒店 大拿 大众汽车 電訊盈科"
        ),
        key=len,
        reverse=True,
    )
)
_HAN = rf"[{HAN}]"

# A Han character belongs to an address behind a delimiter, as a name the root zone has, or before one more delimiter;
# glued to a Latin word it is the text that goes on.
_REST = re.compile(
    rf"""(?:
        \{{\{{ [^{{}}\n]{{1,200}}+ \}}\}} | \{{% [^{{}}\n]{{1,200}}+ %\}}
      | \$?+\{{ [\w.\-]{{1,64}}+ \}} | \*\| [^|\n]{{1,200}}+ \|\*
      | (?: [!$%*,.:;\-] | [/=?\#&_~+@] | (?!{_HAN}) \w )++
      | (?<=[/=?\#&_~+@\-]) {_HAN}++
      | (?<=\.) (?: (?:{_TOP_LEVEL}) | (?<={_HAN}\.) {_HAN}++ | {_HAN}{{1,40}}+ (?=[./?\#&=_]\w) )
      | {_HAN}{{1,20}}+ (?=[/=&_] | \.[A-Za-z0-9])
      | (?<=[_/=\-]) \( [^()\s]{{1,80}}+ \)
    )++""",
    re.VERBOSE,
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*\Z")
_LONGEST_SCHEME = 20
_HOST_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z0-9@.\-])[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+){{0,8}}|(?<!{_HAN}){_HAN}{{1,10}})\Z"
)
_LONGEST_HOST = 253  # RFC 1035 section 2.3.4
_SENTENCE_MARKS = ".,:;!?"

# Behind an @: the host of an e-mail address; otherwise a name, which ends where a word does.
_MAIL_HOST = re.compile(
    rf"(?: [{HAN}A-Za-z0-9\-]{{1,63}}+ \. ){{1,10}} (?: [A-Za-z][A-Za-z0-9\-]*+ | (?:{_TOP_LEVEL}) | {_HAN}{{1,10}} )",
    re.VERBOSE,
)
_NAME = re.compile(r"[\w·\-]{1,64}+ (?: @ [A-Za-z0-9\-]++ (?: \. [A-Za-z0-9\-]++ )++ )?+", re.VERBOSE)
_LONGEST_LOCAL_PART = 64  # RFC 5321 section 4.5.3.1.1

# What gives an address away; `around` finds the rest of it.
SIGNS = rf"://|[wW]{{3}}\.|\.(?=(?:[A-Za-z]{{2,24}}|{_TOP_LEVEL})[/?#])|[@＠]"


def around(text: str, sign: Span, start: int, end: int) -> Span | None:
    """The address whose sign stands at `sign`, within `start` and `end`; None when the sign is only a mark."""
    if text[sign[0]] in "@＠":
        return _mail_or_mention(text, sign[0], start, end)
    first = sign[0]
    if text[first] == ":":
        scheme = _SCHEME.search(text, max(start, first - _LONGEST_SCHEME), first)
        first = scheme.start() if scheme else -1
    elif text[first] == ".":
        host = _HOST_BEFORE.search(text, max(start, first - _LONGEST_HOST), first)
        first = host.start() if host else -1
    rest = _REST.match(text, sign[1], end) if first >= 0 else None
    if not rest:
        return None
    last = rest.end()
    while last > sign[1] and text[last - 1] in _SENTENCE_MARKS:  # the sentence's, not the address's
        last -= 1
    return first, last


def _mail_or_mention(text: str, at: int, start: int, end: int) -> Span | None:
    first = max(start, at - _LONGEST_LOCAL_PART)
    before = at
    while before > first and _is_ascii_word(text[before - 1]):
        before -= 1
    host = _MAIL_HOST.match(text, at + 1, end)
    if before == at and host:  # 张三@例子.中国; where the name begins nobody can tell
        while before > first and (text[before - 1].isalnum() or _is_ascii_word(text[before - 1])):
            before -= 1
    if before < at:
        return (before, host.end()) if host else None
    name = host or _NAME.match(text, at + 1, end)
    return (at, name.end()) if name else None


def _is_ascii_word(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter in "._%+-")
