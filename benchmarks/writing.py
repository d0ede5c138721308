"""Made-up articles for the benchmarks: different in every sentence, the same in every run.

Words are drawn by a seeded generator, English and Chinese in turn, with the lengths, kinds, dates and quotations of
a real page. No sentence of a real article is in here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

ENGLISH = """
    harbour school bridge water library teacher farmer river market clinic garden island museum train forest nurse
    village council storm lantern engine kitchen meadow orchestra pension quarry reservoir shelter tunnel valley
    bakery compass dolphin estuary festival glacier hospital inventor journal kiosk ladder mirror notebook orchard
    opened repaired measured counted visited planted taught carried answered crossed collected painted restored
    slowly together again early quietly nearby finally every small open public northern clean patient local
""".split()
CHINESE = "海港学校桥梁河水图书老师农民市场诊所花园岛屿博物列车森林护士村庄会议风暴灯笼厨房草地音乐水库山谷面包节日医院笔记"
ENGLISH_KINDS = ("Story", "Press Release", "Speech", "Op-Ed", "Publication")
CHINESE_KINDS = ("报道", "新闻稿", "讲话", "署名文章", "出版物")
FIRST_DAY = date(2025, 11, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as a page shows it."""

    kind: str
    day: date
    written_day: str
    title: str
    paragraphs: tuple[str, ...]


def texts(count: int, seed: int = 1) -> Iterator[Text]:
    """That many articles, newest first, four a day, every second one Chinese."""
    random = Random(seed)
    for number in range(count):
        day = FIRST_DAY - timedelta(days=number // 4)
        yield _chinese(random, day) if number % 2 else _english(random, day)


def page(articles: Iterator[Text]) -> bytes:
    """The articles as the text of a web page that somebody copied into a file."""
    entries = ("\n".join((text.kind, text.written_day, text.title, *text.paragraphs)) for text in articles)
    return ("最新\n" + "\n".join(entries) + "\n").encode()


def moment(day: date, number: int) -> datetime:
    """A moment of that day, in UTC, different for different small numbers."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=number * 977 % 86_400)


def _english(random: Random, day: date) -> Text:
    paragraphs = [" ".join(_sentence(random) for _ in range(random.randint(3, 6))) for _ in range(random.randint(4, 8))]
    paragraphs[1] += f" “{_sentence(random)[:-1]},” she said."
    title = " ".join(random.choices(ENGLISH, k=random.randint(5, 10))).capitalize()
    return Text(
        kind=random.choice(ENGLISH_KINDS),
        day=day,
        written_day=f"{day.day} {day:%B %Y}",
        title=title,
        paragraphs=tuple(paragraphs),
    )


def _sentence(random: Random) -> str:
    words = random.choices(ENGLISH, k=random.randint(8, 20))
    return " ".join(words).capitalize() + f" in {random.randint(1900, 2025)}."


def _chinese(random: Random, day: date) -> Text:
    paragraphs = ["".join(_clause(random) for _ in range(random.randint(3, 6))) for _ in range(random.randint(4, 8))]
    return Text(
        kind=random.choice(CHINESE_KINDS),
        day=day,
        written_day=f"{day.year}年{day.month}月{day.day}日",
        title="".join(random.choices(CHINESE, k=random.randint(10, 24))),
        paragraphs=tuple(paragraphs),
    )


def _clause(random: Random) -> str:
    first, second = (random.choices(CHINESE, k=random.randint(6, 18)) for _ in range(2))
    return f"{''.join(first)},{''.join(second)}{random.randint(2, 900)}人。"
