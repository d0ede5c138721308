"""Reads dates as people and feeds write them. Floor 1.

Eight languages, ISO 8601, RFC 3339 and RFC 822/2822, in any digits. It never guesses: what does not say year,
month and day without doubt is not a date. It does not know today, so "yesterday" is not a date either, and it
does not find dates inside sentences. A weekday that contradicts its date is passed over, as RFC 822 readers do.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

FIRST_YEAR, LAST_YEAR = 1945, 2100
LONGEST = 100  # characters; a JavaScript date with its zone in words has about 60
MINGUO_BEFORE_FIRST = 1911  # year 1 of the Republic calendar (Taiwan) is 1912


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDate:
    """A date as it was written: the parts that were not stated are None."""

    day: date
    time: time | None  # without a default: one would hide the type's name
    offset: timedelta | None  # from UTC, as stated; None when the source's own zone applies


def read(text: str) -> ReadDate | None:
    """The date that is the whole of `text`, perhaps with weekday, time and zone; None when there is any doubt."""
    folded = _folded(text)
    if not folded or len(folded) > LONGEST:
        return None
    clocks = list(_clock().finditer(folded))
    if len(clocks) > 1:
        return None  # a range, or a list of times
    if not clocks:
        day = _day(_without_place(folded))
        return ReadDate(day=day, time=None, offset=None) if day else None
    return _with_clock(folded, clocks[0])


def find_line(text: str) -> ReadDate | None:
    """The date that a whole line is, for telling a date line from a title.

    Stricter than `read` in two ways: one line only, and digits without any sign between them (20250417) are a
    number. "2025年4月17日会议纪要" is a title, and so is None here and in `read`.
    """
    line = text.strip()
    if len(line.splitlines()) != 1 or line.isdecimal():
        return None
    return read(line)


def is_attempt(line: str) -> bool:
    """True if a line says nothing but parts of a date, whether or not they make one: "13 November", "七月二十四日".

    For telling a date line that nobody can read from a title. Needs a day and a month or year that are named, or
    three groups of digits; a number alone is no attempt.
    """
    if len(line.strip().splitlines()) != 1 or len(line) > LONGEST:
        return False
    folded = _folded(line)
    if not folded or not _attempt()["date"].search(folded):
        return False
    return not any(map(str.isalnum, _attempt()["parts"].sub(" ", folded)))


# --- folding -------------------------------------------------------------------------------------------------

# Hamza seats lose their hamza with the marks; these two letters are written either way in month names.
_SAME = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None, "،": ",", **dict.fromkeys("‐‑–−", "-")})


def _folded(text: str) -> str:
    """Lower case, without accents and invisible marks, digits 0-9 in every script, single spaces."""
    # ¹ and ① are digits to Unicode, but 1¹ April is a footnote and not the eleventh.
    if len(text) > 4 * LONGEST or any(letter.isdigit() and not letter.isdecimal() for letter in text):
        return ""
    letters = unicodedata.normalize("NFKD", text.strip()).casefold().translate(_SAME)
    kept = (
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in letters
        if unicodedata.category(letter) not in {"Mn", "Cf"}
    )
    return " ".join("".join(kept).split())


# --- time and zone -------------------------------------------------------------------------------------------

# RFC 822 section 5.1, then zone names with one meaning the world over.
_OFFSETS_MIN = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "wet": 0, "west": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180,
    "wat": 60, "cat": 120, "sast": 120, "eat": 180, "npt": 345, "ict": 420, "wib": 420, "hkt": 480, "sgt": 480,
    "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "brt": -180, "art": -180, "мск": 180,
    "香港時間": 480, "香港时间": 480, "北京时间": 480, "北京時間": 480, "台北時間": 480, "臺北時間": 480,
    "澳門時間": 480, "澳门时间": 480,
}  # fmt: skip
# China or Chicago, India or Ireland or Israel, British or Bangladesh: these say nothing sure.
_UNSURE = ("cst", "ist", "bst", "ast", "gst", "sst", "ect", "amt", "当地时间", "當地時間", "hora local", "local time")
_HALF_DAYS = {
    "am": "am", "a.m.": "am", "pm": "pm", "p.m.": "pm", "上午": "morning", "早上": "morning", "凌晨": "night",
    "中午": "noon", "下午": "pm", "傍晚": "pm", "晚上": "evening", "晚": "evening",
}  # fmt: skip
_CLOCK = r"""
    (?:(?:\b(?:at|a\ las|a|as|в)\ |الساعه\ ?|,\ ?)?)
    (?P<place>(?:PLACES)\ ?)?
    (?P<before>(?:上午|早上|凌晨|中午|下午|傍晚|晚上|晚)\ ?)?
    (?:
      (?<![\d:.,+-])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?![\d:])
      (?:\ ?(?P<after>am|pm|a\.m\.|p\.m\.)(?![a-z])|\ ?(?:hrs|hours|horas|uhr|hs?|ч)\.?(?![^\W_]))?
    | (?<=t)(?P<packed>\d{6}|\d{4})(?!\d)
    | (?<!\d)(?P<oclock>\d{1,2})\ ?[時时點点]\ ?(?:(?P<past>\d{1,2})\ ?分\ ?(?:(?P<tail>\d{1,2})\ ?秒)?)?(?!\d)
    | (?<!\d)(?P<heure>\d{1,2})\ ?h\ ?(?P<min>\d\d)?(?:\ ?min)?(?![\da-z])
    | (?<!\d)(?P<bare>\d{1,2})\ ?(?P<half>am|pm|a\.m\.|p\.m\.)(?![a-z])
    )
    (?:\ ?(?P<bracket>\()?(?:(?P<zone>ZONES)(?![a-z]))?(?P<shift>\ ?[+-]\d{1,2}(?::?\d\d)?(?!\d))?(?(bracket)\)))?
    (?:\ ?\((?P<words>[^()\d]{1,50})\)|\ ?\[[a-z_]{1,20}/[a-z_/]{1,30}\])?
"""


@cache
def _clock() -> re.Pattern[str]:
    places = "|".join(sorted((name for name in (*_OFFSETS_MIN, *_UNSURE) if not name.isascii()), reverse=True))
    zones = "|".join(sorted((*_OFFSETS_MIN, *_UNSURE), key=len, reverse=True)).replace(" ", r"\ ")
    return re.compile(_CLOCK.replace("PLACES", places).replace("ZONES", zones), re.VERBOSE)


def _with_clock(folded: str, clock: re.Match[str]) -> ReadDate | None:
    before, after = folded[: clock.start()], folded[clock.end() :]
    if clock["words"] and not (clock["zone"] or clock["shift"]):
        return None  # a remark, not the name of the zone just given
    exact = clock["zone"] or clock["second"] or before.endswith("t")
    if not exact and re.fullmatch(r" ?-\d\d?(?::\d\d)?", clock["shift"] or ""):
        return None  # 09:00-10:00 is an offset to ISO 8601 and opening hours to everybody else
    joined = f"{before.removesuffix('t') if before[-2:-1].isdigit() else before} {after}"
    moment = _time(clock)
    day = _day(joined) or (_short_year_day(joined) if clock["zone"] or clock["shift"] else None)
    if moment is None or day is None:
        return None
    try:
        return ReadDate(day=day, time=moment, offset=_offset(clock))
    except ValueError:
        return None


def _time(clock: re.Match[str]) -> time | None:
    packed = clock["packed"]
    if packed:
        parts: tuple[str | None, ...] = (packed[:2], packed[2:4], packed[4:])
    else:
        parts = (
            clock["hour"] or clock["oclock"] or clock["heure"] or clock["bare"],
            clock["minute"] or clock["past"] or clock["min"],
            clock["second"] or clock["tail"],
        )
    hour, minute, second = (int(part) if part else 0 for part in parts)
    word = (clock["before"] or clock["after"] or clock["half"] or "").strip()
    if word:
        hour = _hour_of_day(hour, _HALF_DAYS[word])
    try:
        return time(hour, minute, min(second, 59) if second == 60 else second)  # 60 is a leap second (RFC 3339 5.7)
    except ValueError:
        return None


def _hour_of_day(hour: int, half: str) -> int:
    """The hour from 0 to 23, or -1 where the words leave a doubt, such as 晚上12時 (which day?)."""
    if half == "morning":  # 上午12時 is noon to some and midnight to others
        return hour if hour < 12 else -1
    if half in {"am", "night"}:
        latest = 12 if half == "am" else 6
        return hour % 12 if hour in (12, *range(latest)) else -1
    if half == "noon":
        return {11: 11, 12: 12, 1: 13}.get(hour, -1)
    if half == "evening":
        return hour + 12 if 5 <= hour <= 11 else hour if 17 <= hour <= 23 else -1
    return hour % 12 + 12 if 1 <= hour <= 12 else hour if 13 <= hour <= 23 else -1


def _offset(clock: re.Match[str]) -> timedelta | None:
    """What the zone says, None when it says nothing sure. ValueError for an offset no place on earth has."""
    zone, shift = (clock["zone"] or clock["place"] or "").strip(), (clock["shift"] or "").replace(" ", "")
    if not shift:
        minutes = _OFFSETS_MIN.get(zone)
        return None if minutes is None else timedelta(minutes=minutes)
    digits = shift[1:].replace(":", "")
    if len(digits) < 2 and zone not in {"utc", "gmt"}:
        raise ValueError(shift)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes > 59:
        raise ValueError(shift)
    size = timedelta(hours=hours, minutes=minutes)
    return size if shift[0] == "+" else -size


# --- days ----------------------------------------------------------------------------------------------------

# One row per month: English, French, Spanish, Portuguese, Russian (both cases), Arabic (Egyptian, Levantine,
# Maghreb, Moroccan), as `_folded` leaves them: no accents, no hamza.
_MONTHS = """
january jan janvier janv enero ene janeiro январь января янв يناير جانفي كانون_الثاني
february feb fevrier fevr fev febrero fevereiro февраль февраля фев февр فبراير فيفري شباط
march mar mars marzo marco март марта мар مارس اذار
april apr avril avr abril abr апрель апреля апр ابريل افريل نيسان
may mai mayo maio май мая مايو ماي ايار
june jun juin junio junho июнь июня июн يونيو يونيه جوان حزيران
july jul juillet juil julio julho июль июля июл يوليو يوليه جويليه يوليوز تموز
august aug aout agosto ago август августа авг اغسطس اوت غشت اب
september sep sept septembre septiembre setiembre setembro set сентябрь сентября сен сент سبتمبر شتنبر ايلول
october oct octobre octubre outubro out октябрь октября окт اكتوبر تشرين_الاول
november nov novembre noviembre novembro ноябрь ноября ноя нояб نوفمبر نونبر تشرين_الثاني
december dec decembre diciembre dic dezembro dez декабрь декабря дек ديسمبر دجنبر كانون_الاول
"""
_ENGLISH_MONTHS = """
january jan february feb march mar april apr may june jun july jul august aug september sep sept october oct
november nov december dec
"""
_WEEKDAYS = """
monday mon tuesday tues tue wednesday wed thursday thurs thur thu friday fri saturday sat sunday sun
lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim
lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom
segunda-feira terca-feira quarta-feira quinta-feira sexta-feira segunda terca quarta quinta sexta seg ter qua qui sex
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد
"""
_CHINESE_WEEKDAY = r"(?:星期|禮拜|礼拜|週|周)[一二三四五六日天1-7]"
_NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0, "元": 1}


@cache
def _months() -> dict[str, int]:
    rows = unicodedata.normalize("NFKD", _MONTHS).split("\n")[1:-1]
    bare = ("".join(letter for letter in row if unicodedata.category(letter) != "Mn") for row in rows)
    return {name.replace("_", " "): month for month, row in enumerate(bare, 1) for name in row.split()}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The shapes of a whole day, each with the groups year, month and day, or one of them under another name."""
    name = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<name>{name})\.?(?:\ ?/\ ?(?P<again>{name}))?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|a|\.)?"
    year = r"(?P<year>\d{4})(?:\ ?(?:г\.?|года|م))?"
    numeral = "[〇零○一二三四五六七八九十]"
    month_day = rf"\ ?年\ ?(?P<month>\d{{1,2}}|{numeral}{{1,3}})\ ?月\ ?(?P<day>\d{{1,2}}|{numeral}{{1,3}})\ ?[日号號]"
    shapes = (
        r"(?P<year>\d{4})(?P<sign>[-/.])\ ?(?P<month>\d{1,2})(?P=sign)\ ?(?P<day>\d{1,2})\.?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})",
        rf"(?:le\ |el\ |the\ )?{day}(?:\ ?[-/]\ ?|,?\ |\ (?:de|of)\ |(?=[^\W\d]))(?:de\ |of\ )?{month}"
        rf"(?:\ ?[-/]\ ?|,?\ ?(?:de[l]?\ |of\ )?){year}",
        rf"{month}\ {day},?\ {year}",
        rf"{year}[-\ ,]+{month}[-\ ]{day}",
        rf"(?:公元|西元)?\ ?(?:(?P<year>\d{{4}}|{numeral}{{4}})|[今本]\ ?\((?P<said>\d{{4}})\)){month_day}",
        rf"(?P<minguo>(?:中[華华])?民[國国]\ ?(?:\d{{1,3}}|[{numeral[1:-1]}百元]{{1,6}})|1\d\d){month_day}",
    )
    return tuple(re.compile(shape) for shape in shapes)


@cache
def _attempt() -> dict[str, re.Pattern[str]]:
    """What must be in an attempt at a date, and everything that may be."""
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    weekdays = "|".join(sorted(map(re.escape, _WEEKDAYS.split()), key=len, reverse=True))
    numeral = r"[\d〇零○一二三四五六七八九十百元]"
    signed = rf"{numeral}+[\ )）]*[年月日号號]"
    named = rf"(?<![^\W\d_])(?:{months})(?![^\W\d_])"
    digits = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{8}|\d{9,13}"
    ago = r"\d+\ ?(?:minutes?|hours?|days?|weeks?|months?)\ ago|\d+\ ?(?:分钟|小时|天|周|分鐘|小時|週|日)前"
    past = rf"yesterday|today|昨天|昨日|今天|今日|前天|{ago}"
    joined = r"(?:st|nd|rd|th|er|of|de|del|the|le|el|du|al?|г|года|م|utc|gmt|am|pm|t|z|at)(?![^\W\d_])"
    parts = rf"{past}|{_CHINESE_WEEKDAY}|(?:公元|西元|中[華华])?民?[國国]?{signed}|[本今][\ (（]*|{named}"
    return {
        "date": re.compile(rf"{signed}|\d.*{named}|{named}.*\d|{digits}|{past}"),
        "parts": re.compile(rf"{parts}|(?<![^\W\d_])(?:{weekdays})(?![^\W\d_])|(?<![^\W\d_]){joined}|\d+"),
    }


def _without_place(folded: str) -> str:
    """`folded` without a zone that stands behind a day that has no time: 2025-04-17Z, 2025-04-17+08:00."""
    return re.sub(r"(?<=-\d\d)(?:z|[+-]\d\d:\d\d)$", "", folded)


def _day(text: str) -> date | None:
    """The day that `text` is, with or without a weekday before or behind."""
    tidy = " ".join(text.replace("()", "").replace("( )", "").split()).strip(" ,;|·-—")
    if tidy.startswith("(") and tidy.endswith(")") and tidy.count("(") == 1:
        tidy = tidy[1:-1].strip()
    return _day_exactly(tidy) or _day_exactly(_without_weekday(tidy))


def _without_weekday(text: str) -> str:
    # (四) alone is how Taiwan prints it.
    chinese = re.sub(rf" ?(?:\( ?(?:{_CHINESE_WEEKDAY}|[一二三四五六日]) ?\)|{_CHINESE_WEEKDAY})", "", text, count=1)
    if chinese != text:
        return chinese.strip(" ,(")
    names = "|".join(sorted(map(re.escape, _WEEKDAYS.split()), key=len, reverse=True))
    for place in (rf"^(?:يوم )?(?:{names})(?![^\W\d_])[.,]? ?", rf"[, (] ?\(?(?<![^\W\d_])(?:{names})\)?$"):
        text, times = re.subn(place, "", text, count=1)
        if times:
            break
    return text.strip(" ,(")


def _day_exactly(text: str) -> date | None:
    for pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return None if _is_count(text) else _built(found.groupdict())
    return None


def _is_count(text: str) -> bool:
    """True for "10 out of 2025": only English joins day and month with "of", and there "out" is no month."""
    joined = re.search(r"([^\W\d]+)\.? of \d", text)
    return joined is not None and joined[1] not in _ENGLISH_MONTHS.split()


def _short_year_day(text: str) -> date | None:
    """The day of an RFC 822 date with a two-digit year, read by the rule of RFC 2822 section 4.3.

    Only asked for when time and zone are there: then the form is RFC 822's, where the day always comes first.
    """
    found = re.fullmatch(r"(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d\d)", text.strip())
    if not found or found[2] not in _months():
        return None
    short = int(found[3])
    return _built({"year": str(short + (2000 if short < 50 else 1900)), "name": found[2], "day": found[1]})


def _built(parts: dict[str, str | None]) -> date | None:
    month = _month(parts)
    minguo = parts.get("minguo")
    year = _minguo(minguo) if minguo else _number(parts.get("year") or parts.get("said") or "")
    day = _number(parts.get("day") or "")
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return None  # 04/05/2025: April or May is the reader's habit, not in the text
        month, day = min((first, second), key=lambda part: (part > 12, part)), max(first, second)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(parts: dict[str, str | None]) -> int:
    """The month from 1 to 12; 0 when there is none or two names disagree."""
    name, again = parts.get("name"), parts.get("again")
    if not name:
        return _number(parts.get("month") or "")
    months = {_months()[name], _months()[again or name]}
    return months.pop() if len(months) == 1 else 0


def _minguo(text: str) -> int:
    year = _number(re.sub(r"[中華华民國国 ]", "", text))
    return MINGUO_BEFORE_FIRST + year if year else 0


def _number(text: str) -> int:
    """The value of digits, of Chinese digits one by one (二〇二五) or of a count up to 199 (一百一十四); else 0."""
    if text.isdecimal():
        return int(text)
    if "百" in text or "十" in text:
        found = re.fullmatch("(?:(一)?百[零〇]?)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?", text)
        if not found:
            return 0
        tens = (_NUMERALS[found[2]] if found[2] else 1) if found[3] else 0
        return ("百" in text) * 100 + tens * 10 + (_NUMERALS[found[4]] if found[4] else 0)
    value = 0
    for numeral in text:
        value = value * 10 + _NUMERALS.get(numeral, 0)
    return value
