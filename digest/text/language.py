"""Tells the language and script of a text from its characters. Floor 1.

English, Simplified and Traditional Chinese, Japanese, and Chinese mixed with English; everything else is
undetermined. No model and no table file: what a legacy character set can write says which script uses a
character. It cannot tell Taiwan from Hong Kong, nor kanji-only Japanese that Chinese could have written too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from digest.model import Language
from digest.text import english

# Where one label gives way to the next; tests/text/test_language.py has the cases.
KANA_SHARE = 0.1  # of Han and kana; Chinese titles use a lone の
HANGUL_SHARE = 0.1  # of Han, kana and Hangul
OTHER_SHARE = 0.5  # of all letters: Cyrillic, Arabic, Thai and so on
HAN_PER_WORD = 0.6  # one Han character says about as much as 0.6 of an English word
ENGLISH_SHARE = 0.8  # from here on Chinese is only quoted
MIXED_SHARE = 0.25  # from here on both are languages of the text
MIXED_LEAST = 6  # words and characters; less of either is a quotation
RUN_LEAST = 4  # words; shorter stretches of English are names and terms
LATIN_PER_KANA = 8  # Latin letters for one Japanese one; more is a text that quotes a Japanese name
MARKS_RATIO = 3  # marks of one script per mark of the other

_ADDRESS = re.compile(r"https?://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[A-Za-z0-9.-]{1,255}|[#@][A-Za-z0-9_]+", re.ASCII)
_QUOTED = re.compile(r"《[^《》]{1,80}》|“[^“”]{1,80}”|「[^「」]{1,80}」|『[^『』]{1,80}』")
_HAN = r"\u2E80-\u2FDF\u3005\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U000323AF"
_LATIN_RUN = re.compile(rf"[^{_HAN}\u3040-\u30FF\uAC00-\uD7AF。！？；]+")

# Hong Kong's own forms that GB2312 and the frequent half of Big5 lack, and what Hong Kong and the mainland write.
_HONG_KONG = frozenset("裏衞説峯啓鋭緑脱税悦閲麪牀羣綫擡鷄綉枱滙")
# Simplified characters to which the rare half of Big5 gives a place all the same; no Traditional text has them.
_SIMPLIFIED = frozenset("万与价优体厂吨圣复宁岭庄异忏怀怜惊扰机极构气洁洒确网羡肮苹茧蚕触赶适")
_NEUTRAL = frozenset("着恒烟灶踪撑叁揸吖嘞嘭噻嗪脱税")
# In the rare half of Big5, where nobody who writes Traditional looks for them.
_SIMPLIFIED_IN_BIG5 = frozenset("万与价优体党厂吨圣复宁岭异忏怀怜惊扰机极构气洁确种网羡肮胜触赶离蚕")
# Missing from Big5, and still the form that OpenCC writes in Traditional texts of Hong Kong or of both regions.
_WRITTEN_IN_BOTH = frozenset(
    "亻仫伲倮傈兑冇凼勐厶吡吣吲呋咔咣哌哐哚唣唿啉喹嗬嗵嘣噍噔噼嚯垡垧埝埯塄塬墒墚媪尜岙岜峁崾嵛嵴幺愠憷户揞擀敫晗桊"
    "桕榀榘檫毪氽沲浜温溻漤炻烀煅煊煳煺熘犏犟狍猸猹珉珏畲疃痃癀癍癔癯睃砘砹砼硇碹磙筢筻箢篼罱耠耥耱肀肟肼肽胩胬脒腙腚腽膪舾"
    "艹苄苘茚莜葜葱蒽蔸藁蜕蝰蝽螋蟮踺軎郄酞酰酶醌骶骺鬏黢鼗"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A label and how sure it is: (for + 1) / (for + against + 2), where `for` and `against` count the characters or
    words that speak for the label and against it (Laplace's rule of succession). 0 when nothing decides."""

    label: Language
    confidence: float


_UNDECIDED = Judgement(label=Language.UNDETERMINED, confidence=0.0)


def detect(text: str) -> Language:
    """The language of `text`; UNDETERMINED when its characters do not decide, as for 中文 or a French sentence."""
    return judge(text).label


def judge(text: str) -> Judgement:
    """The language of `text` and how sure that is."""
    clean = _ADDRESS.sub(" ", text)
    letters = Counter(clean)
    han = sum(count for letter, count in letters.items() if is_han(letter))
    kana = sum(count for letter, count in letters.items() if _is_kana(letter))
    hangul = sum(count for letter, count in letters.items() if "\uac00" <= letter <= "\ud7af")
    latin = sum(count for letter, count in letters.items() if letter < "\u0250" and letter.isalpha())
    other = sum(letters[letter] for letter in letters if letter.isalpha()) - han - kana - hangul - latin
    if hangul > HANGUL_SHARE * (han + kana + hangul) or other > OTHER_SHARE * (han + kana + latin + other):
        return _UNDECIDED
    if kana >= max(1, KANA_SHARE * (han + kana)) and LATIN_PER_KANA * (kana + han) >= latin:
        only_no = kana == letters["の"]  # shop names on Chinese pages: 御の茶
        if not only_no or _all_japanese(letters):
            return _judged(Language.JA, kana, 0)
    return _with_han(clean, han) if han else _latin(clean)


def _judged(label: Language, speaks_for: float, against: float) -> Judgement:
    return Judgement(label=label, confidence=round((speaks_for + 1) / (speaks_for + against + 2), 3))


def inherited(text: str, declared: Language) -> Judgement:
    """The declared language with an even chance, where the text can be written in it; else undetermined."""
    possible = _possible(declared, text)
    return Judgement(label=declared, confidence=0.5) if possible else _UNDECIDED


def detect_article(title: str, paragraphs: Sequence[str], declared: Language) -> Language:
    """The language of an article: its body's, else title and body together, else the declared one if it can be.

    A body without any mark (部分文字相同) takes the declared Chinese script; a Russian text declared as Chinese
    stays UNDETERMINED.
    """
    body = "\n".join(paragraphs)
    for text in (body, f"{title}\n{body}"):
        language = detect(text)
        if language is not Language.UNDETERMINED:
            return language
    return declared if _possible(declared, f"{title}\n{body}") else Language.UNDETERMINED


def inherit(label: Language, fallback: Language) -> Language:
    """`label`, or `fallback` where the text alone could not tell."""
    return fallback if label is Language.UNDETERMINED else label


# --- Latin letters -------------------------------------------------------------------------------------------


def _latin(text: str) -> Judgement:
    found = english.evidence(text)
    # A title such as "Seizing the moment" has one such word; running text has one in three.
    if found.english > found.foreign and found.english >= max(1.0, found.words / 12):
        return _judged(Language.EN, found.english, found.foreign)
    return _UNDECIDED


def _is_english(text: str) -> bool:
    return _latin(text).label is Language.EN


def _english_words(text: str) -> int:
    """How many words stand in runs between Han characters that are English, not names: 联合国 (UN) has none."""
    count = 0
    for run in _LATIN_RUN.findall(text):
        words = len(english.words(run))
        if words >= RUN_LEAST and _is_english(run):
            count += words
    return count


def _with_han(text: str, han: int) -> Judgement:
    words = _english_words(text)
    chinese = HAN_PER_WORD * han
    share = words / (words + chinese)
    if share >= (ENGLISH_SHARE if han >= MIXED_LEAST else 0.5):
        return _judged(Language.EN, words, chinese)
    if share >= MIXED_SHARE and words >= MIXED_LEAST and han >= MIXED_LEAST:
        return _judged(Language.MIXED, 2 * min(words, chinese), abs(words - chinese))
    script = _script(_QUOTED.sub(" ", text))  # a Simplified text may quote a Traditional title
    return _script(text) if script is _UNDECIDED else script


def _possible(declared: Language, text: str) -> bool:
    letters = set(text)
    has_han = any(map(is_han, letters))
    if declared in {Language.ZH_HANS, Language.ZH_HANT, Language.JA}:
        return has_han and not any("\uac00" <= letter <= "\ud7af" for letter in letters)
    if declared is Language.EN:
        words = english.words(text)
        short = bool(words) and not any(english.is_foreign(word.casefold()) for word in words)
        return short and not has_han and not any(letter.isalpha() and letter > "\u024f" for letter in letters)
    return False


# --- Han characters ------------------------------------------------------------------------------------------


def is_han(letter: str) -> bool:
    """True for a Han character of any script that uses them."""
    return (
        "\u4e00" <= letter <= "\u9fff"
        or "\u3400" <= letter <= "\u4dbf"
        or "\u2e80" <= letter <= "\u2fdf"
        or "\uf900" <= letter <= "\ufaff"
        or "\U00020000" <= letter <= "\U000323af"
        or letter in "々〇"
    )


def _is_kana(letter: str) -> bool:
    """True for hiragana and katakana, not for the middle dot and the long mark, which Chinese pages borrow."""
    return "\u3041" <= letter <= "\u3096" or "\u30a1" <= letter <= "\u30fa" or "\uff66" <= letter <= "\uff9d"


@cache
def _mark(letter: str) -> str:
    """'s' for a character of Simplified only, 't' of Traditional only, 'j' of Japanese only, '' otherwise.

    Only the frequent half of Big5 (lead bytes to C6) counts as Traditional: the rare half holds characters
    for names that Simplified texts write too (喆, 堃).
    """
    if letter in _NEUTRAL or not is_han(letter):
        return ""
    if letter in _HONG_KONG:
        return "t"
    if letter in _SIMPLIFIED:
        return "s"
    simplified, traditional = _encoded(letter, "gb2312"), _encoded(letter, "big5")
    if simplified and not traditional:
        return "s"
    if traditional and not simplified:
        return "t" if traditional[0] <= 0xC6 else ""
    return "j" if not simplified and not traditional and _encoded(letter, "shift_jis") else ""


def _encoded(letter: str, charset: str) -> bytes:
    try:
        return letter.encode(charset)
    except UnicodeEncodeError:
        return b""


def _script(text: str) -> Judgement:
    letters = Counter(text)
    marks: Counter[str] = Counter()
    for letter, count in letters.items():
        marks[_mark(letter)] += count
    simplified, traditional = marks["s"], marks["t"]
    # Japanese writes some characters as Simplified does and others as Traditional does (国際会議), and has few that
    # are its own (広, 駅).
    if (marks["j"] or (simplified and traditional)) and _all_japanese(letters):
        return _judged(Language.JA, marks["j"] + min(simplified, traditional), 0)
    if simplified and simplified >= MARKS_RATIO * traditional:
        return _judged(Language.ZH_HANS, simplified, traditional)
    if traditional and traditional >= MARKS_RATIO * simplified:
        return _judged(Language.ZH_HANT, traditional, simplified)
    return _UNDECIDED


def _all_japanese(letters: Iterable[str]) -> bool:
    return all(_encoded(letter, "shift_jis") for letter in letters if is_han(letter))


def own_letters(script: Language) -> frozenset[str]:
    """The characters that tell a text in `script`, ZH_HANS or ZH_HANT, from one in the other."""
    if script is Language.ZH_HANS:
        return frozenset(filter(lambda letter: _mark(letter) == "s", (*_all_of("gb2312", 0xB0, 0xF7), *_SIMPLIFIED)))
    return frozenset(filter(lambda letter: _mark(letter) == "t", (*_all_of("big5", 0xA4, 0xC6), *_HONG_KONG)))


def _all_of(charset: str, first: int, last: int) -> str:
    """The characters of two bytes, the first of them between those."""
    rows = (
        bytes((lead, trail)) for lead in range(first, last + 1) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    return "".join(pair.decode(charset, errors="ignore") for pair in rows)


def of_other_script(text: str, script: Language) -> str:
    """The characters of `text` that a text in `script`, ZH_HANS or ZH_HANT, does not hold, in their order."""
    if script is Language.ZH_HANS:
        return "".join(letter for letter in text if _mark(letter) == "t")
    return "".join(
        letter
        for letter in text
        if (_mark(letter) == "s" and letter not in _WRITTEN_IN_BOTH) or letter in _SIMPLIFIED_IN_BIG5
    )
