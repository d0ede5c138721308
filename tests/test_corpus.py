"""The whole way on a real page. Its text is not part of the project: these tests skip where it is absent."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digest import pipeline
from digest.model import Article, Kind, Language, Source
from digest.pipeline import Desk
from tests.newsrooms import CORPUS, build, opened, tree

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"the real page {CORPUS.name} is not here")

STORY, RELEASE = Kind.STORY, Kind.PRESS_RELEASE
EN, ZH = Language.EN, Language.ZH_HANS
EXPECTED = [
    (STORY, "2025-04-17", EN, "Delivering as One"),
    (STORY, "2025-04-03", EN, "Gearing Up For The Future"),
    (Kind.VIDEO, "2025-03-08", ZH, "Wǒ Mén"),
    (RELEASE, "2024-10-31", ZH, "联合国在华45周年"),
    (Kind.SPEECH, "2024-10-29", ZH, "庆祝第79届联合国日"),
    (STORY, "2025-11-10", ZH, "第八届国际高层论坛"),
    (STORY, "2025-11-08", ZH, "中外学者聚集武汉"),
    (STORY, "2025-11-01", ZH, "《北京未来科学城"),
    (STORY, "2025-11-01", ZH, "《未来城市顾问展望2025"),
    (STORY, "2025-07-22", ZH, "署名评论文章"),
    (RELEASE, "2025-12-09", ZH, "联合国艾滋病规划署"),
    (RELEASE, "2025-11-12", ZH, "联合国驻华系统通过"),
    (RELEASE, "2025-10-24", ZH, "联合国驻华系统纪念"),
    (RELEASE, "2025-10-16", ZH, "落实《未来契约》"),
    (RELEASE, "2025-09-29", ZH, "联合国驻华系统与上海"),
]


def page() -> Source:
    return Source(name="un-china", kind="site-text", location=str(CORPUS.resolve()))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened(tmp_path_factory.mktemp("corpus")) as made:
        yield made


@pytest.fixture(scope="module")
def articles(desk: Desk) -> list[Article]:
    (result,) = pipeline.ingest(desk, [page()], now=datetime(2025, 12, 10, tzinfo=UTC), by_hand=True)
    assert result.failure is None
    assert result.problems == ()
    return list(result.new)


def test_fifteen_articles_come_in_with_kind_date_language_and_title(articles: list[Article]) -> None:
    assert len(articles) == len(EXPECTED)
    for article, (kind, day, language, title) in zip(articles, EXPECTED, strict=True):
        assert (article.kind, str(article.published_day), article.language) == (kind, day, language)
        assert article.title.startswith(title)


def test_the_ninth_loses_its_six_repeated_lines_and_no_sentence(articles: list[Article]) -> None:
    ninth = articles[8]
    lines = CORPUS.read_text(encoding="utf-8").split("\n")[46:59]

    texts = [paragraph.text for paragraph in ninth.paragraphs]
    assert len(set(texts)) == len(texts)
    assert len(set(lines)) == len(lines) - 6
    assert any("6" in note for note in ninth.notes), ninth.notes
    together = "".join(ninth.body.split())
    for line in lines:
        for clause in line.replace(",", "，").split("，"):
            assert "".join(clause.split())[:12].replace(":", "：").replace(";", "；") in together


def test_a_second_ingest_adds_nothing(desk: Desk, articles: list[Article]) -> None:
    (again,) = pipeline.ingest(desk, [page()], now=datetime(2025, 12, 11, tzinfo=UTC), by_hand=True)

    assert (len(again.new), len(again.changed), len(again.unchanged)) == (0, 0, 15)


@pytest.mark.parametrize(
    ("as_of", "first", "last"),
    [
        (date(2025, 11, 14), date(2025, 11, 3), date(2025, 11, 9)),
        (date(2025, 11, 17), date(2025, 11, 10), date(2025, 11, 16)),
        (date(2025, 11, 4), date(2025, 10, 27), date(2025, 11, 2)),
    ],
)
def test_an_issue_has_exactly_the_articles_of_its_window_for_four_audiences(
    desk: Desk, articles: list[Article], as_of: date, first: date, last: date
) -> None:
    built = build(desk, as_of=datetime(as_of.year, as_of.month, as_of.day, 15, 59, tzinfo=UTC))

    expected = {a.id for a in articles if a.published_day and first <= a.published_day <= last}
    assert expected
    assert {story.article.id for story in built.issue.stories} == expected
    files = tree(desk.outbox / built.issue.id)
    assert set(json.loads(files["issue.json"])["files"]) == set(files) - {"issue.json"}
    for name, audience in desk.settings.audiences.items():
        mine = {Path(path).name for path in files if path.startswith(f"{name}/")}
        assert {"email.html", "email.txt", "email.eml"} <= mine
        for channel in audience.channels:
            assert any(file.startswith(channel) for file in mine), f"{name} has no {channel}"
