"""Days, stretches of time and lists as readers of a variant write them. Floor 2: pure.

The patterns are CLDR's (through Babel); English follows day, month, year. Loading a locale is slow, so it is kept.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.model import Variant, Window

if TYPE_CHECKING:
    from babel import Locale

_LOCALES = {
    Variant.EN: "en_GB",
    Variant.ZH_HANS: "zh_Hans_CN",
    Variant.ZH_HANT_TW: "zh_Hant_TW",
    Variant.ZH_HANT_HK: "zh_Hant_HK",
}
_ENGLISH_FIGURES = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def days(window: Window) -> tuple[date, date]:
    """The first and the last day of the window in its own zone; its end is exclusive."""
    zone = ZoneInfo(window.zone)
    return window.start.astimezone(zone).date(), (window.end - timedelta(microseconds=1)).astimezone(zone).date()


def window(window: Window, variant: Variant) -> str:
    """The days the window covers: "10–16 November 2025" or "2025年11月10日至16日"; a whole month: "November 2025"."""
    first, last = days(window)
    if first == last:
        return day(first, variant)
    if first.day == 1 and last == _month_end(first):
        return _format(first, _locale(variant).datetime_skeletons["yMMMM"].pattern, variant)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    # CLDR has intervals for abbreviated months only; the full name goes by the same pattern.
    begin, end = _locale(variant).interval_formats["yMMMd"][differs]
    return (_format(first, begin, variant) + _format(last, end, variant)).replace("\u2009", " ")


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def window_words(window_: Window, variant: str) -> str:
    """The same for a variant named by its tag."""
    return window(window_, Variant(variant))


def day(day: date, variant: Variant) -> str:
    """A whole date, such as "10 November 2025" or "2025年11月10日"."""
    return _format(day, _locale(variant).date_formats["long"].pattern, variant)


def day_near(day_: date, near: date, variant: Variant) -> str:
    """A date without the year where it is the year of `near`."""
    if day_.year != near.year:
        return day(day_, variant)
    return _format(day_, _locale(variant).datetime_skeletons["MMMMd"].pattern, variant)


def duration(seconds: int | None) -> str:
    """A running time, such as "4:05" or "1:02:03"; empty when unknown."""
    if not seconds or seconds < 0:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def figure(n: int, variant: Variant) -> str:
    """A count inside a sentence: English spells out below ten, Chinese writes digits."""
    if variant is Variant.EN and 0 <= n < len(_ENGLISH_FIGURES):
        return _ENGLISH_FIGURES[n]
    return str(n)


def listed(parts: Sequence[str], variant: Variant) -> str:
    """The parts as one enumeration, such as "a, b and c" or "a、b及c"."""
    from babel.lists import format_list

    listed = format_list(parts, locale=_locale(variant))
    # GB/T 15834-2011, 4.5.3.5: the mainland writes no comma between titles that have their marks.
    return listed.replace("》、《", "》《") if variant is Variant.ZH_HANS else listed


@cache
def _locale(variant: Variant) -> "Locale":
    from babel import Locale

    return Locale.parse(_LOCALES[variant])


@cache
def _format(day: date, pattern: str, variant: Variant) -> str:
    from babel.dates import format_date

    full = pattern if "MMMM" in pattern else pattern.replace("MMM", "MMMM")
    return format_date(day, full, locale=_locale(variant))
