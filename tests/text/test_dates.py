"""What is a date, which one, and above all what is none."""

from datetime import date, time, timedelta

import pytest

from digest.text import dates

WHOLE_DAYS = {
    "2025年4月17日": date(2025, 4, 17),
    "2025 年 4 月 17 日": date(2025, 4, 17),
    "2025年07月18日": date(2025, 7, 18),
    "2025年4月17号": date(2025, 4, 17),
    "2025年4月17號": date(2025, 4, 17),
    "2025年7月23日(星期三)": date(2025, 7, 23),
    "2025年7月23日（星期三）": date(2025, 7, 23),
    "2025年4月17日 周四": date(2025, 4, 17),
    "２０２５年４月１７日": date(2025, 4, 17),
    "二〇二五年四月十七日": date(2025, 4, 17),
    "二○二五年十二月三十一日": date(2025, 12, 31),
    "2024年二月二十九日": date(2024, 2, 29),
    "今(2025)年9月12日": date(2025, 9, 12),
    "111年3月8日": date(2022, 3, 8),
    "民國114年4月17日": date(2025, 4, 17),
    "中華民國114年4月17日": date(2025, 4, 17),
    "民國一百一十四年四月十七日": date(2025, 4, 17),
    "114年4月17日(四)": date(2025, 4, 17),
    "2025/4/17": date(2025, 4, 17),
    "2025.04.17": date(2025, 4, 17),
    "2025-04-17": date(2025, 4, 17),
    "2025－04－17": date(2025, 4, 17),
    "(2025-04-17)": date(2025, 4, 17),
    "20250417": date(2025, 4, 17),
    "17 April 2025": date(2025, 4, 17),
    "01 August 2025": date(2025, 8, 1),
    "Apr 26, 2017": date(2017, 4, 26),
    "July 22, 2025": date(2025, 7, 22),
    "Thursday, 17 April 2025": date(2025, 4, 17),
    "April 17th, 2025": date(2025, 4, 17),
    "the 5th of May 2025": date(2025, 5, 5),
    "Sept. 5, 2025": date(2025, 9, 5),
    "17-Apr-2025": date(2025, 4, 17),
    "05 juin 2024": date(2024, 6, 5),
    "1er janvier 2025": date(2025, 1, 1),
    "15 août 2024": date(2024, 8, 15),
    "mar. 4 mars 2025": date(2025, 3, 4),
    "03 enero 2026": date(2026, 1, 3),
    "martes, 4 de marzo de 2025": date(2025, 3, 4),
    "20 de agosto del 2024": date(2024, 8, 20),
    "07 setembro 2025": date(2025, 9, 7),
    "7 de setembro de 2025": date(2025, 9, 7),
    "1º de maio de 2025": date(2025, 5, 1),
    "24 октября 2021": date(2021, 10, 24),
    "24 мая 2021 г.": date(2021, 5, 24),
    "٠٧ فبراير ٢٠٢٣": date(2023, 2, 7),
    "۱۷ مارس ۲۰۲۵": date(2025, 3, 17),
    "22 تموز/يوليه 2025": date(2025, 7, 22),
    "27 كانون الثاني/يناير 2024": date(2024, 1, 27),
    "الخميس، 17 أبريل 2025": date(2025, 4, 17),
    "14 غشت 2024": date(2024, 8, 14),
    "17/04/2025": date(2025, 4, 17),
    "4/17/2025": date(2025, 4, 17),
    "17.04.2025": date(2025, 4, 17),
    "04/04/2025": date(2025, 4, 4),
}


@pytest.mark.parametrize(("text", "day"), WHOLE_DAYS.items())
def test_a_day_is_read_in_every_form_seen(text: str, day: date) -> None:
    assert dates.read(text) == dates.ReadDate(day=day, time=None, offset=None)


EAST_8 = timedelta(hours=8)
MOMENTS = {
    "2024-01-19 09:53": (date(2024, 1, 19), time(9, 53), None),
    "2025年4月17日 15:30": (date(2025, 4, 17), time(15, 30), None),
    "2025年4月17日 下午3時30分": (date(2025, 4, 17), time(15, 30), None),
    "2025年7月23日（星期三）香港時間18時00分": (date(2025, 7, 23), time(18, 0), EAST_8),
    "2025-04-17 18:30 北京时间": (date(2025, 4, 17), time(18, 30), EAST_8),
    "jeudi 17 avril 2025 à 18h30": (date(2025, 4, 17), time(18, 30), None),
    "5 de junio de 2024, 14:30 h": (date(2024, 6, 5), time(14, 30), None),
    "Thursday, April 17, 2025, 3:30 p.m.": (date(2025, 4, 17), time(15, 30), None),
    "12:30 am, 17 April 2025": (date(2025, 4, 17), time(0, 30), None),
    "17 апреля 2025, 18:30": (date(2025, 4, 17), time(18, 30), None),
    "Thu Apr 17 09:53:00 UTC 2025": (date(2025, 4, 17), time(9, 53), timedelta(0)),
    "2025-04-17T09:53:00Z": (date(2025, 4, 17), time(9, 53), timedelta(0)),
    "2025-04-17T09:53:00.123456+05:30": (date(2025, 4, 17), time(9, 53), timedelta(hours=5, minutes=30)),
    "2025-04-17T09:53:00-03:30": (date(2025, 4, 17), time(9, 53), -timedelta(hours=3, minutes=30)),
    "2025-04-17T09:53:00+08:00[Asia/Shanghai]": (date(2025, 4, 17), time(9, 53), EAST_8),
    "20250417T095300Z": (date(2025, 4, 17), time(9, 53), timedelta(0)),
    "Thu, 17 Apr 2025 09:53:00 +0800": (date(2025, 4, 17), time(9, 53), EAST_8),
    "Thu Apr 17 2025 09:53:00 GMT+0800 (中国标准时间)": (date(2025, 4, 17), time(9, 53), EAST_8),
    "2025-04-17 09:53 (GMT+8)": (date(2025, 4, 17), time(9, 53), EAST_8),
    "Sat, 07 Sep 2002 00:00:01 EST": (date(2002, 9, 7), time(0, 0, 1), -timedelta(hours=5)),
    "Sat, 07 Sep 2002 00:00:01 PDT": (date(2002, 9, 7), time(0, 0, 1), -timedelta(hours=7)),
}


@pytest.mark.parametrize(("text", "parts"), MOMENTS.items())
def test_time_and_offset_are_read_as_stated(text: str, parts: tuple[date, time, timedelta | None]) -> None:
    day, moment, offset = parts
    assert dates.read(text) == dates.ReadDate(day=day, time=moment, offset=offset)


@pytest.mark.parametrize("zone", ["CST", "IST", "BST", "(CST)", "当地时间"])
def test_a_zone_with_two_meanings_is_no_zone(zone: str) -> None:
    found = dates.read(f"2025-04-17 09:53 {zone}")
    assert found is not None
    assert (found.time, found.offset) == (time(9, 53), None)


NO_DATES = [
    "",
    "|",
    "17",
    "2025",
    "4月17日",
    "七月二十四日",
    "本(2)月18日",
    "2025年4月",
    "April 2025",
    "17 April",
    "112216",
    "1713312000",
    "1713312000000",
    "123456789",
    "04/05/2025",
    "13/13/2025",
    "0000-00-00",
    "2025-02-30",
    "31 April 2025",
    "2023-02-29",
    "2025-13-01",
    "20250230",
    "2025-04/17",
    "2025 4 17",
    "25年4月17日",
    "1944-12-31",
    "2101-01-01",
    "yesterday",
    "昨天",
    "1 of 5",
    "1 Foo 2025",
    "2025年4月17日会议纪要",
    "On 17 April 2025 we met",
    "17 April 2025 - Story",
    "17–18 April 2025",
    "2025年11月7-8日",
    "2025年4月17日至5月1日",
    "22 تموز/يناير 2025",
    "192.168.1.1",
    "v2025.04.17",
    "2025年十十月一日",
    "10:00",
    "2025-04-17 24:00",
    "2025-04-17 25:10",
    "2025-04-17 10:61",
    "2025-04-17 13:30am",
    "2025-04-17 09:00-10:00",
    "2025-04-17 09:00 - 10:00",
    "2025-04-17 18:30 (会议)",
    "2025-04-17T09:53:00+25:00",
    "2025-04-17T09:53:00+8",
    "2025年4月17日晚上12時",
    "2025年4月17日上午12時",
    "17 April 2025 " * 50,
    "10 out of 2025",
    "5 Out of 2000",
    "3 set of 2024",
    "1¹ April 2025",
    "17 April 2025²",
    "① April 2025",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_nothing_is_guessed(text: str) -> None:
    assert dates.read(text) is None


MONTHS = """
January February March April May June July August September October November December
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول
جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
"""


@pytest.mark.parametrize("names", MONTHS.split("\n")[1:-1])
def test_every_month_is_known_in_every_language(names: str) -> None:
    read = [dates.read(f"9 {name.replace('_', ' ')} 2025") for name in names.split()]
    assert [found.day.month if found else None for found in read] == list(range(1, 13))


def test_a_leap_second_is_the_second_before_it() -> None:
    found = dates.read("Fri, 31 Dec 1999 23:59:60 GMT")
    assert found is not None
    assert found.time == time(23, 59, 59)


def test_a_two_digit_year_is_read_only_in_a_whole_rfc_822_date() -> None:
    found = dates.read("Sat, 07 Sep 02 00:00:01 GMT")
    assert found is not None
    assert found.day == date(2002, 9, 7)
    assert dates.read("Sat, 07 Sep 02") is None
    assert dates.read("Sat, 07 Sep 02 00:00:01") is None


def test_invisible_marks_do_not_hide_a_date() -> None:
    found = dates.read("\u200f\ufeff17\u00a0April\u00a02025\u200e")
    assert found is not None
    assert found.day == date(2025, 4, 17)


def test_a_date_line_is_told_from_a_title() -> None:
    assert dates.find_line("  2025年4月17日 ") == dates.read("2025年4月17日")
    assert dates.find_line("2025年4月17日会议纪要") is None
    assert dates.find_line("17 April 2025\nTitle") is None
    assert dates.find_line("20250417") is None


def test_the_first_and_last_year_count() -> None:
    assert dates.read("1945-10-24") is not None
    assert dates.read("2100-12-31") is not None


ATTEMPTS = [
    *(
        "13 November",
        "November 13th",
        "24 октября",
        "03 мая 25 г.",
        "03 mai",
        "七月二十四日",
        "本(7)月18日",
        "2025年11月",
    ),
    *(
        "22 تموز/أغسطس 2025",
        "17–18 April 2025",
        "31 April 2025",
        "2025-02-30",
        "04/05/2025",
        "2025年11月7-8日",
        "22 تموز",
    ),
    *(
        "本(7)月18日",
        "22 تموز",
        "Thu, 13 Nov",
        "3 days ago",
        "昨天",
        "3天前",
        "13 de noviembre",
        "April 2025",
        "1744884000",
    ),
]


@pytest.mark.parametrize("text", ATTEMPTS)
def test_line_of_nothing_but_parts_of_a_date_is_an_attempt_at_one(text: str) -> None:
    assert dates.is_attempt(text)
    assert dates.read(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "17", "2025", "May", "Mary", "March on", "100 meters", "11月工作会议", "Two", "一带一路", "May 2025: a report",
     "In 2025", "第三天", "World Day 24 October", "三月的风", "1 of 5", "17 April\n2025", "国庆日"],
)  # fmt: skip
def test_title_or_number_is_no_attempt_at_a_date(text: str) -> None:
    assert not dates.is_attempt(text)
