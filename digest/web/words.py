"""The pages in the reader's language: words, days and times. Part of digest.web.

The msgid is the English wording, so English needs no catalogue. A msgid that a Chinese catalogue lacks is an error,
which a test over all pages finds before anybody sees it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.model import Field, Said, Titles, Variant, Window
from digest.render import Words, read_catalogue, window_words

if TYPE_CHECKING:
    from babel import Locale

LOCALE = Path(__file__).parent / "locale"
LANGUAGES: Mapping[str, Variant] = {"en": Variant.EN, "zh-Hans": Variant.ZH_HANS, "zh-Hant": Variant.ZH_HANT_TW}
NAMES: Mapping[str, str] = {"en": "English", "zh-Hans": "简体", "zh-Hant": "繁體"}
VARIANTS: Mapping[str, Mapping[Variant, str]] = {
    "en": {
        Variant.EN: "English",
        Variant.ZH_HANS: "Simplified Chinese",
        Variant.ZH_HANT_TW: "Traditional Chinese, Taiwan",
        Variant.ZH_HANT_HK: "Traditional Chinese, Hong Kong",
    },
    "zh-Hans": {
        Variant.EN: "英文",
        Variant.ZH_HANS: "简体中文",
        Variant.ZH_HANT_TW: "繁体中文（台湾）",
        Variant.ZH_HANT_HK: "繁体中文（香港）",
    },
    "zh-Hant": {
        Variant.EN: "英文",
        Variant.ZH_HANS: "簡體中文",
        Variant.ZH_HANT_TW: "繁體中文（台灣）",
        Variant.ZH_HANT_HK: "繁體中文（香港）",
    },
}
# What English says for a code; Chinese has the code itself as msgid.
CODES: Mapping[str, str] = {
    "picture-alt": "picture, in words",
    "speaker-post": "post of the speaker",
    "press-release": "press release",
    "op-ed": "opinion",
    "in-review": "in review",
    "changes-requested": "changes requested",
    "held": "on hold",
    "sending": "being sent",
    "build": "built it",
    "submit": "gave it to the approvers",
    "approve": "approved it",
    "request-changes": "asked for changes",
    "reject": "rejected it",
    "take-back": "took it back",
    "correct": "opened it again, to correct it",
    "hold": "put it on hold",
    "release": "lifted the hold",
    "send": "began to send",
    "write": "wrote",
    "unwrite": "let it be made again",
    "move": "moved",
    "pin": "pinned",
    "drop": "dropped",
    "defer": "deferred",
    "add": "added",
    "comment": "commented",
    "reply": "replied",
    "resolve": "resolved a comment",
    "reopen": "opened a comment again",
    "posted": "marked as posted",
    "not-posted": "took the mark back",
    "discard": "discarded it",
}
_WITHIN = str.maketrans("《》", "〈〉")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BROWSER = {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-hans": "zh-Hans"}
_SHOWN_TIME = {"en": "EEE d MMM y, HH:mm", "zh-Hans": "y年M月d日 EEE HH:mm", "zh-Hant": "y年M月d日 EEE HH:mm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of the pages, with the zone its reader lives in."""

    name: str  # en, zh-Hans, zh-Hant
    zone: str
    words: Words | None  # None for English

    @property
    def tag(self) -> str:
        """For the attribute lang."""
        return LANGUAGES[self.name].value if self.name != "en" else "en"

    def text(self, msgid: str, /, **fields: object) -> str:
        """The wording of `msgid`, its fields filled in."""
        return self.words.text(msgid, **fields) if self.words else CODES.get(msgid, msgid).format(**fields)

    def count(self, singular: str, plural: str, n: int, /, **fields: object) -> str:
        """The wording for n things; {n} is the figure."""
        if self.words:
            return self.words.count(singular, plural, n, **fields)
        return (singular if n == 1 else plural).format(**({"n": n} | fields))

    @property
    def there(self) -> ZoneInfo:
        """The zone the reader lives in."""
        return ZoneInfo(self.zone)

    def knows(self, sentence: object) -> bool:
        """Whether `said` gives the sentence in this language."""
        return not self.words or (isinstance(sentence, Said) and sentence.wording in self.words.single)

    def said(self, sentence: object) -> str:
        """The sentence in this language where its wording is known, with its fields; otherwise as it is, in English."""
        if not self.words or not isinstance(sentence, Said) or sentence.wording not in self.words.single:
            return str(sentence)
        filled = {name: self._filled(name, value) for name, value in sentence.fields.items()}
        return self.words.text(sentence.wording, **filled)

    def _filled(self, name: str, value: object) -> object:
        """A field as it is shown: sentences in this language, days (kept as ISO 8601) as people write them."""
        if isinstance(value, Said):
            return self.said(value)
        if isinstance(value, Titles):  # GB/T 15834-2011, 4.15
            return "、".join(f"《{title.translate(_WITHIN)}》" for title in value)
        return self.day(date.fromisoformat(str(value))) if name == "day" and _DAY.fullmatch(str(value)) else value

    def listed(self, names: Iterable[str]) -> str:
        """The names beside one another."""
        return ("、" if self.words else ", ").join(names)

    def variant(self, variant: Variant) -> str:
        """What a variant is called."""
        return VARIANTS[self.name][variant]

    def field(self, place: str) -> str:
        """The field of an article, and the variant it is for where one is named: "headline/zh-Hans"."""
        field, _, variant = place.partition("/")
        told = self.text(field) if field in set(Field) else field
        return f"{told} · {self.variant(Variant(variant))}" if variant in set(Variant) else place if variant else told

    def window(self, window: Window) -> str:
        """The days of a window."""
        return window_words(window, LANGUAGES[self.name])

    def day(self, day: date | None) -> str:
        """A day, "" for none."""
        return window_words_of_day(day, self.name) if day else ""

    def time(self, moment: datetime, zone: str = "") -> str:
        """A moment in the reader's zone, or in another."""
        from babel.dates import format_datetime

        there = moment.astimezone(ZoneInfo(zone or self.zone))
        return format_datetime(there, _SHOWN_TIME[self.name], locale=_locale(self.name))

    def clock(self, moment: datetime, zone: str = "") -> str:
        """Only the hour and the minute."""
        return f"{moment.astimezone(ZoneInfo(zone or self.zone)):%H:%M}"

    def city(self, zone: str) -> str:
        """The place that gives a zone its time, as people there are asked for it."""
        from babel.dates import get_timezone_location

        return get_timezone_location(zone, locale=_locale(self.name), return_city=True)

    def away(self, moment: datetime, now: datetime) -> str:
        """How far off a moment is, in days and hours, or in hours and minutes."""
        gone = moment < now
        minutes = int(abs(moment - now) / timedelta(minutes=1))
        days, hours = divmod(minutes // 60, 24)
        if days:
            told = self.text("{days} d {hours} h", days=days, hours=hours)
        elif hours:
            told = (
                self.text("{hours} h {minutes} min", hours=hours, minutes=minutes % 60)
                if minutes % 60
                else self.text("{hours} h", hours=hours)
            )
        else:
            told = self.text("{minutes} min", minutes=minutes)
        return self.text("{time} ago", time=told) if gone else self.text("in {time}", time=told)


def language(wanted: str, accepted: str, zone: str) -> Language:
    """The language a person has chosen, or the first one their browser asks for that we speak."""
    name = wanted if wanted in LANGUAGES else next(filter(None, map(_known, accepted.split(","))), "en")
    return Language(name=name, zone=zone, words=_catalogue(name))


def _known(asked: str) -> str:
    """Our name for a language of Accept-Language, "" for one that we do not speak."""
    tag = asked.partition(";")[0].strip().lower()
    if tag in _BROWSER:
        return _BROWSER[tag]
    if tag.startswith("zh"):
        return "zh-Hans" if tag.startswith("zh-hans") else "zh-Hant"
    return "en" if tag.partition("-")[0] == "en" else ""


def window_words_of_day(day: date, name: str) -> str:
    """A whole date as the language writes it."""
    from babel.dates import format_date

    return format_date(day, "long", locale=_locale(name))


@cache
def _catalogue(name: str) -> Words | None:
    return None if name == "en" else read_catalogue((LOCALE / f"{LANGUAGES[name]}.po").read_bytes())


@cache
def _locale(name: str) -> "Locale":
    from babel import Locale

    return Locale.parse({"en": "en_GB", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}[name])
