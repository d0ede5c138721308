"""Text from outside as a post may hold it. Floor 2, pure."""

import unicodedata
from functools import lru_cache

import regex

from digest.model import Variant


@lru_cache(maxsize=4096)  # the same texts are asked about for every platform
def plain(text: str) -> str:
    """`text` as one line of NFC that shows what it holds: no controls, no bidi marks, no invisible letters.

    A joiner stays inside an emoji, tag letters stay behind the flag they belong to.
    """
    shown = _INVISIBLE.sub("", " ".join(text.split()))
    return unicodedata.normalize("NFC", " ".join(shown.split()))  # what stood beside an invisible one is no edge now


def shown(text: str) -> str:
    """`text` as a note names it: the start of a long one is enough to know it by."""
    return text if len(text) <= _NAMED else f"{text[: _NAMED - 1].rstrip()}…"


def unmarked(text: str) -> str:
    """`text` without the marks that would make a tag or a mention of its words: nobody meant one there.

    Which account a name has is known on no platform; a tag in a sentence is glued to it more often than not.
    """
    if "#" not in text and "@" not in text and "＃" not in text and "＠" not in text:
        return text
    return _TAG.sub("", _TOPIC.sub(r"\1", _MENTION.sub("", text)))


def undated(text: str) -> str:
    """`text` without a “today” that only told readers of its first day when something was done."""
    return _TODAY_CHINESE.sub("", _TODAY_ENGLISH.sub("", text))


def dated(text: str) -> bool:
    """Whether `text` tells a day by its distance from the day on which it was written."""
    return bool(_OTHER_DAY.search(text))


def set_right(text: str, variant: Variant) -> str:
    """`text` with marks and spaces as Chinese is set: no straight quotation marks, no space beside figures."""
    if variant is Variant.EN or not _HAN.search(text):
        return text
    opening, closing = ("“", "”") if variant is Variant.ZH_HANS else ("「", "」")
    return _BESIDE_FIGURE.sub("", _STRAIGHT.sub(rf"{opening}\1{closing}", text))


def tidy(text: str) -> str:
    """`text` without trailing white space on any line and with at most one blank line in a row; NFC."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return unicodedata.normalize("NFC", _BLANK.sub("\n\n", lines))


_NAMED = 80  # characters
_DOES = (  # what may follow a “today” that says when it was done
    "在|向|与|與|同|和|于|於|对|對|为|為|宣布|宣佈|发布|發布|發佈|公布|公佈|启动|啟動|签署|簽署|举行|舉行|举办|舉辦|开幕|開幕|成立"
    "|表示|呼吁|呼籲|推出|共同|正式|联合|聯合|移交|开始|開始|出席|访问|訪問|通过|通過|批准|开放|開放|召开|召開|揭晓|揭曉|颁|頒"
)
_TODAY_CHINESE = regex.compile(
    rf"(?<=[\p{{Han}}）》”」])(?<![到至从從于於在像])(?:今天|今日|昨天|昨日)(?:上午|下午|晚上|中午|早上)?(?={_DOES})"
)
_TODAY_ENGLISH = regex.compile(
    r"(?<=\p{L}[’'\")]?) (?:today|yesterday)(?= \p{Ll}+ed\b| (?:begin|began|held|took|met|set)\b)"
)
_OTHER_DAY = regex.compile(
    r"(?i:\b(?:yesterday|tomorrow|tonight|this (?:morning|afternoon|evening))\b)"
    r"|(?<=[^.]) today\b(?!['’]s\b|,? (?:is|are|than|as)\b)"
    r"|昨[天日]|明[天日]|今早|今晚|今晨|(?<=[^，。“「])(?<![到至从從于於像比])今[天日](?![的，])"
)
_STRAIGHT = regex.compile(r'"([^"]*\p{Han}[^"]*)"')
_BESIDE_FIGURE = regex.compile(r"(?<=\p{Han}) (?=\p{Nd})|(?<=\p{Nd}) (?=\p{Han})")
_HAN = regex.compile(r"\p{Han}")
_BLANK = regex.compile(r"\n{3,}")
_MENTION = regex.compile(r"(?<![\w.+-])[@＠]+(?=\w)")
_TOPIC = regex.compile(r"[#＃]([^#＃\s]{1,60})[#＃]")
_TAG = regex.compile(r"(?<![&/A-Za-z0-9_.=-])[#＃]+(?=\p{L}|\p{N}{2})")
_INVISIBLE = regex.compile(
    r"(?<!\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)\u200d|\u200d(?!\p{Extended_Pictographic})"
    r"|(?<!\U0001f3f4[\U000e0020-\U000e007e]*)[\U000e0000-\U000e007f]"
    r"|[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]|[\p{Cf}--[\u200d\U000e0000-\U000e007f]]",
    regex.VERSION1,
)
