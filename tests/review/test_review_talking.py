"""Comments, posted marks, the history, the search: beside the drafts, never in them."""

import contextlib
import sqlite3

import pytest

from digest import pipeline, review
from digest.errors import RefusedError, UsageError
from digest.model import Act, Spot
from digest.pipeline import Desk
from digest.store.searching import Found
from tests.newsrooms import tree
from tests.review.small import ANN, HARBOUR, ISSUE, LATE, LIN, MEI, NOW, WEIBO, build


def test_comments_have_replies_are_resolved_and_never_touch_a_draft(desk: Desk) -> None:
    before, seal = tree(desk.outbox), review.look(desk, ISSUE).seal
    spot = Spot(article=HARBOUR.id, field="summary")
    first = review.comment(desk, ISSUE, " 三百人确定吗？ ", actor=ANN, now=NOW, spot=spot)
    reply = review.comment(desk, ISSUE, "确定。", actor=MEI, now=NOW, reply_to=first.id)
    deeper = review.comment(desk, ISSUE, "好。", actor=ANN, now=NOW, reply_to=reply.id)
    assert (first.text, reply.spot, deeper.reply_to) == ("三百人确定吗？", spot, first.id)
    assert review.look(desk, ISSUE).open_comments == 1
    assert review.resolve(desk, reply.id, actor=MEI, now=NOW).resolved_by == "Mei"
    with pytest.raises(RefusedError, match="dealt with already"):
        review.resolve(desk, first.id, actor=MEI, now=NOW)
    assert review.reopen_comment(desk, first.id, actor=ANN, now=NOW).resolved_at is None
    build(desk)
    assert (tree(desk.outbox), review.look(desk, ISSUE).seal) == (before, seal)
    acts = [event.act for event in review.history(desk, ISSUE)]
    assert acts == [Act.COMMENT, Act.REPLY, Act.REPLY, Act.RESOLVE, Act.REOPEN]


def test_who_only_comments_may_still_approve(desk: Desk) -> None:
    review.comment(desk, ISSUE, "嗯", actor=ANN, now=NOW)
    assert review.look(desk, ISSUE).why_not(ANN) == ""


def test_a_post_is_marked_once_keeps_its_mark_when_it_moves_and_can_be_unmarked(desk: Desk) -> None:
    url = "https://weibo.com/1/2"
    mark = review.mark_posted(desk, ISSUE, WEIBO, url=url, actor=LIN, now=NOW)
    assert (mark.by, mark.url, mark.approved) == ("Lin", url, False)
    with pytest.raises(RefusedError, match="Lin has marked"):
        review.mark_posted(desk, ISSUE, WEIBO, url="", actor=MEI, now=NOW)
    first = review.look(desk, ISSUE).issue.article_ids[0]
    review.move(desk, ISSUE, first, "down", actor=MEI, now=NOW)
    assert list(review.posted(desk, ISSUE)) == ["mainland/weibo-02.txt"]
    review.unmark_posted(desk, ISSUE, "mainland/weibo-02.txt", actor=MEI, now=NOW)
    assert review.posted(desk, ISSUE) == {}
    for wrong in ("javascript:alert(1)", "ftp://x/y", "weibo.com/1", "https://a@b/c", "https://x y"):
        with pytest.raises(UsageError):
            review.mark_posted(desk, ISSUE, WEIBO, url=wrong, actor=LIN, now=NOW)
    with pytest.raises(UsageError, match="no post"):
        review.mark_posted(desk, ISSUE, "mainland/email.txt", url="", actor=LIN, now=NOW)


@pytest.mark.parametrize("statement", ["UPDATE events SET by = 'Eve'", "DELETE FROM events"])
def test_the_database_itself_refuses_to_change_the_history(desk: Desk, statement: str) -> None:
    review.comment(desk, ISSUE, "嗯", actor=ANN, now=NOW)
    with sqlite3.connect(desk.settings.root / "digest.db") as connection:
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            connection.execute(statement)
        assert connection.execute("SELECT by FROM events").fetchall() == [("Ann",)]
    connection.close()


def test_words_of_any_length_are_found_in_articles_issues_and_posts_in_either_script(desk: Desk) -> None:
    def found(words: str, *kinds: Found) -> set[str]:
        return {hit.ref for hit in review.search(desk, words, kinds=kinds, limit=100)}

    for words in ("港", "港口", "重新開放"):
        assert found(words, Found.ARTICLE) == {HARBOUR.id}
    assert WEIBO in {ref.removeprefix(f"{ISSUE}/") for ref in found("港口 开放", Found.POST)}
    assert found("港口", Found.ISSUE) == {ISSUE}
    assert found("港工") == found("港口 没有的词") == set()
    excerpt = review.search(desk, "工人", kinds=[Found.ARTICLE])[0].excerpt
    assert "三百名工人回到码头" in excerpt


def test_what_changes_is_found_anew_and_what_goes_is_found_no_more(desk: Desk) -> None:
    review.write_file(desk, ISSUE, WEIBO, "只在这里有独角兽", seen=None, actor=MEI, now=NOW)
    assert [hit.ref for hit in review.search(desk, "独角兽")] == [f"{ISSUE}/{WEIBO}"]
    review.write_file(desk, ISSUE, WEIBO, "", seen=None, actor=MEI, now=NOW)
    assert review.search(desk, "独角兽") == ()
    desk.store.articles.add([LATE], now=NOW)
    assert [hit.title for hit in review.search(desk, "電動船")] == [LATE.title]
    desk.store.articles.delete(LATE.id)
    assert review.search(desk, "电动船") == ()
    pipeline.discard(desk, ISSUE)
    assert {hit.kind for hit in review.search(desk, "港口")} == {Found.ARTICLE}


@pytest.mark.parametrize("words", ['"', "港 OR", "NEAR(港 口)", "words:港", "-港", "港*", "(((", "^港", "'; DROP"])
def test_no_word_of_a_search_is_taken_for_an_instruction(desk: Desk, words: str) -> None:
    with contextlib.suppress(UsageError):  # where there is no word at all
        review.search(desk, words)
    with pytest.raises(UsageError, match="at most"):
        review.search(desk, "港" * 201)


def test_a_comment_holds_nothing_that_nobody_sees(desk: Desk) -> None:
    said = review.comment(desk, ISSUE, "approve \u202eton\u202c\0 it\u200b", actor=ANN, now=NOW)
    assert said.text == "approve ton it"
