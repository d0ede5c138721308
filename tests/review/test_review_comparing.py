"""An issue against its revision before, and against the issue before it."""

import pytest

from digest import pipeline, review
from digest.errors import UsageError
from digest.model import Field, Variant
from digest.pipeline import Desk
from tests.review.small import BRIDGE, HARBOUR, ISSUE, LIBRARY, MEI, NOW, WEIBO, story


def test_a_revision_is_compared_with_the_one_before_for_every_audience(desk: Desk) -> None:
    with pytest.raises(UsageError, match="one revision only"):
        review.compare(desk, ISSUE)
    last = review.look(desk, ISSUE).issue.article_ids[-1]
    review.move(desk, ISSUE, last, 1, actor=MEI, now=NOW)
    made = review.compare(desk, ISSUE)
    assert [(each.article, each.words) for each in made.stories] == [(last, "moved up 2 places")]

    headline = (HARBOUR.id, Variant.ZH_HANS, Field.HEADLINE)
    review.write(desk, ISSUE, *headline, "港口昨天重新开放", seen=None, actor=MEI, now=NOW)
    made = review.compare(desk, ISSUE)
    assert made.stories == ()  # the articles are the same
    taiwan = next(each for each in made.editions if each.audience == "taiwan")
    ((field, pieces),) = taiwan.stories[0].fields
    assert (field, [piece.text for piece in pieces]) == ("headline", ["港口", "今", "昨", "天重新開放"])
    assert any("昨" in piece.text for file in taiwan.files for piece in file.pieces)

    review.drop(desk, ISSUE, BRIDGE.id, why="旧", actor=MEI, now=NOW)
    assert [each.words for each in review.compare(desk, ISSUE).stories] == ["dropped"]
    assert review.compare(desk, ISSUE, number=3, against=2).editions == made.editions


def test_the_bytes_of_every_revision_are_kept(desk: Desk) -> None:
    first = review.revision(desk, ISSUE, 1)
    was = first.bytes_of(desk, WEIBO)
    assert was == (desk.outbox / ISSUE / WEIBO).read_bytes()
    review.write_file(desk, ISSUE, WEIBO, "另一篇", seen=None, actor=MEI, now=NOW)
    assert review.revision(desk, ISSUE, 1).bytes_of(desk, WEIBO) == was
    assert review.revision(desk, ISSUE).bytes_of(desk, WEIBO) == "另一篇".encode()
    with pytest.raises(UsageError, match="revision 9"):
        review.revision(desk, ISSUE, 9)


def test_an_issue_is_compared_with_the_one_before(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no issue before"):
        review.compare_issues(desk, ISSUE)
    later = NOW.replace(day=24)
    desk.store.articles.add([story("灯塔重新点亮", "灯塔昨晚重新点亮。渔民们都来看。", 18)], now=later)
    letter = desk.settings.newsletters["weekly"]
    due, window = pipeline.due_window(letter, later)
    built = pipeline.build(desk, letter, window=window, due=due, now=later)
    made = review.compare_issues(desk, built.issue.id)
    assert (made.before.issue, made.after.issue) == (ISSUE, "weekly/2025-W47")
    assert sorted(each.words for each in made.stories) == ["added", "dropped", "dropped", "dropped"]
    assert LIBRARY.id in {each.article for each in made.stories}
