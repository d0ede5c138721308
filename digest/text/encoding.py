"""Text out of bytes, with the encoding it was in. Floor 1: no I/O.

Labels are evidence, not truth: servers announce UTF-8 for GBK pages and ISO-8859-1 for everything. A label is
followed in its order of trust (byte order mark, transport, document, UTF-8) only while the bytes decode strictly
and no other reading makes much better sense; without such a label the reading that makes most sense is taken.
"Sense" is the share of characters people really write: a wrong reading of Chinese is full of rare characters.

This module does not repair text that was already garbled before it was encoded, and it does not parse markup.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import islice

from digest.model import Fetched

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Codecs that extend one another; the narrowest that fits is named. WHATWG reads "gb2312" and "gbk" as GB18030,
# "big5" with the Hong Kong characters, "shift_jis" and "euc-kr" as the Windows code pages, "iso-8859-1" as 1252.
_FAMILIES: dict[str, tuple[str, ...]] = {
    "gb18030": ("gb18030",),
    "big5": ("big5", "cp950", "big5hkscs"),
    "shift_jis": ("cp932",),
    "euc_kr": ("cp949",),
    "cp1252": ("cp1252",),
    "utf-8": ("utf-8",),
    "utf-16-le": ("utf-16-le",),
    "utf-16-be": ("utf-16-be",),
    "utf-32-le": ("utf-32-le",),
    "utf-32-be": ("utf-32-be",),
}
_FAMILY_OF_CODEC = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "cp950", "big5hkscs"), "big5"),
    **dict.fromkeys(("shift_jis", "cp932"), "shift_jis"),
    **dict.fromkeys(("euc_kr", "cp949"), "euc_kr"),
    **dict.fromkeys(("ascii", "iso8859-1", "cp1252"), "cp1252"),
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
# Labels the web uses and Python does not know.
_FAMILY_OF_LABEL = {
    **dict.fromkeys(("x-gbk", "gb_2312-80", "gb2312-80", "gb_2312", "csgb2312", "csiso58gb231280"), "gb18030"),
    **dict.fromkeys(("big5-eten", "x-x-big5", "cn-big5", "csbig5", "big-5"), "big5"),
    **dict.fromkeys(("x-sjis", "shift-jis"), "shift_jis"),
    **dict.fromkeys(("ks_c_5601-1989", "ksc5601", "x-windows-949"), "euc_kr"),
    **dict.fromkeys(("utf8", "unicode-1-1-utf-8", "x-utf-8"), "utf-8"),
}
# Anything else Python can do with bytes (unicode_escape, utf-7, zlib ...) is no encoding of a document.
_OTHER_CODECS = frozenset(
    ["euc_jp", "iso2022_jp", "hz", "koi8-r", "koi8-u", "cp866", "cp874", "tis-620", "mac-roman", "mac-cyrillic"]
    + [f"iso8859-{part}" for part in (*range(2, 12), *range(13, 17))]
    + [f"cp125{page}" for page in (0, 1, 3, 4, 5, 6, 7, 8)]
)
_SEVEN_BIT_CODECS = frozenset({"iso2022_jp", "hz"})
# Encodings whose bytes can pass for UTF-8 in a very short text; a single-byte one cannot, "Ã¼" is no word.
_MULTI_BYTE = frozenset({"gb18030", "big5", "shift_jis", "euc_kr", "euc_jp", "utf-16-le", "utf-16-be"})
_SINGLE_BYTE_GUESSES = ("cp1251", "cp1252", "cp1256")

_LABEL = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_XML_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]{0,300}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_META_DECLARATION = re.compile(rb"<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARATION_WITHIN = 4096  # HTML says 1024; real pages put scripts before it

_SAMPLE_BYTES = 8192
_CONTEXT_BYTES = 20
_MARGIN = 0.35  # how much better another reading must be before a label that fits is set aside
_SENSE_WANTED = 0.45  # below this a reading is not called sure, and a multi-byte label that fits is followed
_LENGTH_WANTED = 6  # characters beyond ASCII; fewer are thin evidence
_UNLIKELY = 0.3
_SENSE_LEAST = -0.25  # below this nothing was understood
_UTF8_BEYOND_CHANCE = 8  # multi-byte sequences; one in ten pairs of GBK bytes is valid UTF-8, 0.1 ** 8 is none

# The characters that make up about three quarters of running text, simplified and traditional.
_FREQUENT_HAN = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知"
    "全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任"
    "常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场"
    "件计管期市直资命山金指许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据"
    "程北边张该交规万取望觉术领共确传师观清今切院让识候带导争运际调改约究支参选亚复线六七八九百千亿议题技组织联续项持环境候节能源"
    "农村粮食健康育青童妇伙伴城贫困减少排碳绿色创字数据京港台华委署协副席谢您请吗吧呢让每欢迎服增首召举秘书责任推促"
    "這個們來為國說時會對後裡過發種經麼學現當沒動還進樣開從實軍無與長機業關點將兩間問並應戰頭體見產話給門兒東聲員論處義幾條氣題變"
    "電數報結務場計資區隊決馬書則聽達強難權設類據邊張該規萬覺術領確傳師觀讓識帶導爭運際調約參選亞復線億議組織聯續項環節農糧婦貧減"
    "綠創臺華協謝請嗎歡舉責於著嘅咗喺啲唔佢冇氣們灣總統認"
)
_FREQUENT_HANGUL = (
    "이다는을를에의가은한하고로서지도사기자리그인대있어과나해들시정수아으보것부제일국전장관여습니까라만세상년"
)
_CJK_PUNCTUATION = "，。、：；！？「」『』《》（）【】〈〉\u3000"
_QUOTES_AND_DASHES = "“”‘’—–…·•€™"

_RUN_OF_LATIN = re.compile(r"[\u0080-\u024f\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{3,}")
_HAN_APART = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")  # Korean put between spaces, misread
_HAN_INSIDE_WORD = re.compile(r"(?<=[A-Za-z])[\u3400-\u9fff](?=[a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """`sure` is False where the text was guessed on thin evidence or holds replacement characters."""

    text: str  # without byte order mark
    encoding: str  # the Python codec it was read with
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    family: str
    sense: float
    length: int  # characters beyond ASCII in the sample


def decode(fetched: Fetched, declared: str = "") -> Decoded:
    """The text of `fetched`; never raises.

    `declared` is what the caller knows the document to say of itself; when empty, an XML declaration or a meta
    element near its beginning is looked for.
    """
    raw = fetched.raw
    for mark, codec in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            raw = raw[len(mark) :]
            marked = _marked(raw, codec)
            if marked is not None:
                return marked
            break  # the mark lies, as when a UTF-8 mark was put before a GBK page: the other evidence decides
    labels = (family(fetched.charset), family(declared or _declaration(raw)))
    return _unmarked(raw, tuple(dict.fromkeys(label for label in labels if label)))


def family(label: str) -> str:
    """The canonical name of the encoding `label` stands for, "" when it is none that a document may use."""
    cleaned = label.strip().strip("\"'").strip().lower()
    if not _LABEL.fullmatch(cleaned):
        return ""
    if cleaned in _FAMILY_OF_LABEL:
        return _FAMILY_OF_LABEL[cleaned]
    try:
        codec = codecs.lookup(cleaned).name
    except LookupError:
        return ""
    return _FAMILY_OF_CODEC.get(codec, codec if codec in _OTHER_CODECS else "")


def _declaration(raw: bytes) -> str:
    head = raw[:_DECLARATION_WITHIN]
    found = _XML_DECLARATION.match(head) or _META_DECLARATION.search(head)
    if found is None:
        return ""
    label = found.group(1).decode("ascii", "replace")
    # What could be read as ASCII is not UTF-16, whatever it says of itself (HTML standard, 13.2.3.2).
    return "utf-8" if family(label).startswith(("utf-16", "utf-32")) else label


def _marked(body: bytes, codec: str) -> Decoded | None:
    text = body.decode(codec, "replace")
    lost = text.count("\ufffd")
    if lost > max(1, len(text) // 50):
        return None
    return Decoded(text=text, encoding=codec, sure=lost == 0)


def _unmarked(raw: bytes, labels: tuple[str, ...]) -> Decoded:
    if b"\x00" not in raw:
        if raw.isascii():
            return _plain(raw, labels)
        if _is_surely_utf8(raw, labels):
            return Decoded(text=raw.decode("utf-8"), encoding="utf-8", sure=True)
    readings = _readings(raw, labels)
    best = readings[0]
    sense_of = {reading.family: reading.sense for reading in readings}
    for label in dict.fromkeys((*labels, "utf-8")):
        rare = label in labels and label in _MULTI_BYTE and best.sense < _SENSE_WANTED
        believable = rare or sense_of[label] >= max(best.sense - _MARGIN, _SENSE_LEAST)
        if believable and (strict := _strict(raw, label)):
            return strict
    return _from_alphabets(raw) if best.sense < _SENSE_LEAST else _guessed(raw, readings)


def _plain(raw: bytes, labels: tuple[str, ...]) -> Decoded:
    """ASCII, unless a label says it is one of the encodings that write Chinese or Japanese in seven bits."""
    for label in labels:
        if label in _SEVEN_BIT_CODECS and (strict := _strict(raw, label)):
            return strict
    return Decoded(text=raw.decode("ascii"), encoding="utf-8", sure=True)


def _is_surely_utf8(raw: bytes, labels: tuple[str, ...]) -> bool:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if labels and labels[0] not in _MULTI_BYTE:
        return True
    beyond_ascii = islice(re.finditer(r"[^\x00-\x7f]", text), _UTF8_BEYOND_CHANCE)
    return sum(1 for _ in beyond_ascii) == _UTF8_BEYOND_CHANCE


def _strict(raw: bytes, label: str) -> Decoded | None:
    for codec in _FAMILIES.get(label, (label,)):
        try:
            return Decoded(text=raw.decode(codec), encoding=codec, sure=True)
        except UnicodeDecodeError:
            continue
    return None


def _readings(raw: bytes, labels: tuple[str, ...]) -> list[_Reading]:
    """Every possible reading, the one that makes most sense first."""
    nul = b"\x00" in raw
    lines = raw[:_SAMPLE_BYTES] if nul else _sample(raw)
    readings = []
    for label in dict.fromkeys((*labels, "utf-8", *_FAMILIES)):
        wide = label.startswith(("utf-16", "utf-32"))
        sample = raw[:_SAMPLE_BYTES] if wide else lines
        codec = _FAMILIES.get(label, (label,))[-1]
        text = codecs.getincrementaldecoder(codec)("replace").decode(sample, len(sample) < _SAMPLE_BYTES)
        # UTF-16 without mark or label is rare, and without a space or a line end (a NUL) rarer.
        unlikely = _UNLIKELY if wide and not nul and label not in labels else 0.0
        length = len(text) if nul else sum(1 for character in text if character > "\x7f")
        readings.append(_Reading(family=label, sense=_sense(text) - unlikely, length=length))
    return sorted(readings, key=lambda reading: -reading.sense)


def _sample(raw: bytes) -> bytes:
    """Lines that hold more than ASCII, each from just before its first such byte.

    A line feed is never half a character in the encodings this is used for, nor is an ASCII byte after ASCII.
    """
    pieces: list[bytes] = []
    room = _SAMPLE_BYTES
    for found in re.finditer(rb"[\x80-\xff][^\n]*", raw):
        start = max(found.start() - _CONTEXT_BYTES, raw.rfind(b"\n", 0, found.start()) + 1)
        pieces.append(raw[start : min(found.end(), start + room)])
        room -= len(pieces[-1])
        if room <= 0:
            break
    return b"\n".join(pieces)


def _sense(text: str) -> float:
    """From -4 to 1: the mean weight of the characters beyond plain ASCII."""
    counts = Counter(text)
    if "\x00" not in text:  # with NUL, text that is nearly all ASCII has to be told from UTF-16
        counts = Counter({character: count for character, count in counts.items() if not " " <= character <= "~"})
    for blank in "\t\n\r\f":
        del counts[blank]
    total = counts.total()
    if not total:
        return 0.6 if text else -4.0
    weight = sum(count * _weight(character) for character, count in counts.items())
    weight -= 1.5 * sum(len(run.group()) for run in _RUN_OF_LATIN.finditer(text))
    weight -= 1.5 * len(_HAN_INSIDE_WORD.findall(text)) + 0.3 * len(_HAN_APART.findall(text))
    hangul = sum(count for character, count in counts.items() if "\uac00" <= character <= "\ud7a3")
    han = sum(count for character, count in counts.items() if "\u3400" <= character <= "\u9fff")
    mixed = 0.5 if min(hangul, han) > total / 10 else 0.0  # Korean hardly uses Han characters today
    return max(-4.0, weight / total - mixed)


@cache
def _weight(character: str) -> float:
    if character in _FREQUENT_HAN or character in _FREQUENT_HANGUL:
        return 1.0
    if character in _CJK_PUNCTUATION or character in _QUOTES_AND_DASHES or "\u3040" <= character <= "\u309f":
        return 0.8
    if "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000":
        return 0.4 if character in _common_han() else -0.6
    if "\uff61" <= character <= "\uff9f":
        return -0.8  # half-width katakana: what Shift_JIS makes of most Chinese bytes
    category = unicodedata.category(character)
    if character == "\ufffd" or category in {"Cc", "Cn", "Co", "Cs"}:
        return -4.0
    return 0.5 if category[0] in "LM" else 0.2


@cache
def _common_han() -> frozenset[str]:
    """The first levels of GB 2312 (3,755 characters), Big5 (5,401) and JIS X 0208 (2,965)."""

    def block(codec: str, leads: range) -> str:
        trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        return "".join(bytes((lead, trail)).decode(codec, "ignore") for lead in leads for trail in trails)

    simplified, japanese = block("gb2312", range(0xB0, 0xD8)), block("euc_jp", range(0xB0, 0xD0))
    return frozenset(simplified + japanese + block("big5", range(0xA4, 0xC7))) - frozenset(map(chr, range(0x80)))


def _guessed(raw: bytes, readings: list[_Reading]) -> Decoded:
    best, second = readings[0], readings[1]
    clear = best.length >= _LENGTH_WANTED and best.sense >= max(_SENSE_WANTED, second.sense + _MARGIN)
    strict = _strict(raw, best.family)
    if strict:
        return Decoded(text=strict.text, encoding=strict.encoding, sure=clear)
    codec = min(
        _FAMILIES.get(best.family, (best.family,)), key=lambda codec: raw.decode(codec, "replace").count("\ufffd")
    )
    return Decoded(text=raw.decode(codec, "replace"), encoding=codec, sure=False)


def _from_alphabets(raw: bytes) -> Decoded:
    """Cyrillic, Arabic or Western text by the statistics of charset-normalizer; else UTF-8 with replacements."""
    from charset_normalizer import from_bytes

    found = from_bytes(_sample(raw), cp_isolation=list(_SINGLE_BYTE_GUESSES)).best()
    if found is not None and (strict := _strict(raw, found.encoding)) and _sense(strict.text[:_SAMPLE_BYTES]) > 0:
        return Decoded(text=strict.text, encoding=strict.encoding, sure=False)
    return Decoded(text=raw.decode("utf-8", "replace"), encoding="utf-8", sure=False)
