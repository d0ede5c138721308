"""Made-up articles for the benchmarks: different in every sentence, the same in every run.

Words are drawn by a seeded generator, English and Chinese in turn, with the lengths, kinds, dates and quotations of
a real page. No sentence of a real article is in here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

ENGLISH = str.split(
    """
    harbour school bridge water library teacher farmer river market clinic garden island museum train forest nurse
    village council storm lantern engine kitchen meadow orchestra pension quarry reservoir shelter tunnel valley
    bakery compass dolphin estuary festival glacier hospital inventor journal kiosk ladder mirror notebook orchard
    opened repaired measured counted visited planted taught carried answered crossed collected painted restored
    slowly together again early quietly nearby finally every small open public northern clean patient local
    """
)
CHINESE = (
    "海港学校桥梁河水图书老师农民市场诊所花园岛屿博物列车森林护士村庄会议风暴灯笼厨房草地音乐水库山谷面包节日医院笔记"
)
ENGLISH_KINDS = ("Story", "Press Release", "Speech", "Op-Ed", "Publication")
CHINESE_KINDS = ("报道", "新闻稿", "讲话", "署名文章", "出版物")
FIRST_DAY = date(2025, 11, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as a page shows it."""

    kind: str
    written_day: str
    title: str
    paragraphs: tuple[str, ...]


def texts(count: int, *, paragraphs: tuple[int, int] = (4, 8), sentences: tuple[int, int] = (3, 6)) -> Iterator[Text]:
    """That many articles, newest first, four a day, every second one Chinese.

    `paragraphs` is the least and the greatest number of them in an article, `sentences` in a paragraph.
    """
    random = Random(1)
    for number in range(count):
        write = _chinese if number % 2 else _english
        yield write(random, FIRST_DAY - timedelta(days=number // 4), paragraphs, sentences)


def page(articles: Iterator[Text]) -> bytes:
    """The articles as the text of a web page that somebody copied into a file."""
    entries = ("\n".join((text.kind, text.written_day, text.title, *text.paragraphs)) for text in articles)
    return ("最新\n" + "\n".join(entries) + "\n").encode()


def _english(random: Random, day: date, paragraphs: tuple[int, int], sentences: tuple[int, int]) -> Text:
    texts = [" ".join(_sentence(random) for _ in _some(random, sentences)) for _ in _some(random, paragraphs)]
    texts[-1] += f" “{_sentence(random)}” she said."
    return Text(
        kind=random.choice(ENGLISH_KINDS),
        written_day=f"{day.day} {day:%B %Y}",
        title=" ".join(random.choices(ENGLISH, k=random.randint(5, 10))).capitalize(),
        paragraphs=tuple(texts),
    )


def _chinese(random: Random, day: date, paragraphs: tuple[int, int], sentences: tuple[int, int]) -> Text:
    texts = ["".join(_han_sentence(random) for _ in _some(random, sentences)) for _ in _some(random, paragraphs)]
    return Text(
        kind=random.choice(CHINESE_KINDS),
        written_day=f"{day.year}年{day.month}月{day.day}日",
        title="".join(random.choices(CHINESE, k=random.randint(10, 24))),
        paragraphs=tuple(texts),
    )


def _some(random: Random, few_to_many: tuple[int, int]) -> range:
    return range(random.randint(*few_to_many))


def _sentence(random: Random) -> str:
    words = random.choices(ENGLISH, k=random.randint(8, 20))
    return " ".join(words).capitalize() + f" in {random.randint(1900, 2025)}."


def _han_sentence(random: Random) -> str:
    first, second = ("".join(random.choices(CHINESE, k=random.randint(6, 18))) for _ in range(2))
    return f"{first},{second}{random.randint(2, 900)}人。"
