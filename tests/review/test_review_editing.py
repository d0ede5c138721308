"""Edits: what people write and choose holds, nothing else slips in, and what went stale is marked."""

import json

import pytest

from digest import outbox, pipeline, review
from digest.errors import RefusedError, StaleError, UsageError
from digest.model import Field, Reason, State, Variant
from digest.pipeline import Desk
from tests.review.small import BRIDGE, HARBOUR, ISSUE, LATE, LIBRARY, LIN, MEI, NOW, WEIBO, build, story

HANS, TW = Variant.ZH_HANS, Variant.ZH_HANT_TW
SUBJECTS = "mainland/email.subjects.txt"


def order(desk: Desk) -> tuple[str, ...]:
    return review.look(desk, ISSUE).issue.article_ids


def text(desk: Desk, path: str) -> str:
    return outbox.read(desk.outbox, ISSUE, path).decode()


def write(desk: Desk, words: str, variant: Variant = HANS, field: Field = Field.HEADLINE) -> review.Review:
    return review.write(desk, ISSUE, HARBOUR.id, variant, field, words, seen=None, actor=MEI, now=NOW)


def test_stories_are_moved_pinned_dropped_put_off_and_added(desk: Desk) -> None:
    first, second, third = order(desk)
    review.move(desk, ISSUE, third, "up", actor=MEI, now=NOW)
    assert order(desk) == (first, third, second)
    review.pin(desk, ISSUE, second, actor=MEI, now=NOW)
    assert order(desk) == (second, first, third)
    review.drop(desk, ISSUE, first, why="等伙伴", actor=MEI, now=NOW)
    review.defer(desk, ISSUE, third, why="下周再发", actor=MEI, now=NOW)
    assert order(desk) == (second,)
    out = {each.article.id: (each.reason, why) for each, why in review.left_out(desk, ISSUE)}
    assert out == {first: (Reason.EXCLUDED, "等伙伴"), third: (Reason.DEFERRED_ON, "下周再发")}
    review.add(desk, ISSUE, first, actor=MEI, now=NOW, position=1)
    build(desk)
    assert order(desk) == (first, second)


def test_what_cannot_be_is_refused_and_changes_nothing(desk: Desk) -> None:
    first, second, third = order(desk)
    for wrong in (0, 4, "sideways"):
        with pytest.raises(UsageError):
            review.move(desk, ISSUE, first, wrong, actor=MEI, now=NOW)
    with pytest.raises(UsageError):
        review.move(desk, ISSUE, first, "up", actor=MEI, now=NOW)
    with pytest.raises(UsageError, match="needs a comment"):
        review.drop(desk, ISSUE, first, why=" ", actor=MEI, now=NOW)
    with pytest.raises(RefusedError, match="already"):
        review.add(desk, ISSUE, first, actor=MEI, now=NOW)
    with pytest.raises(UsageError, match="No article"):
        review.add(desk, ISSUE, "0123456789ab", actor=MEI, now=NOW)
    assert (order(desk), review.look(desk, ISSUE).issue.revision) == ((first, second, third), 1)
    for out in (first, second):
        review.drop(desk, ISSUE, out, why="因为", actor=MEI, now=NOW)
    with pytest.raises(RefusedError, match="last article"):
        review.drop(desk, ISSUE, third, why="因为", actor=MEI, now=NOW)


def test_what_comes_in_later_is_offered_and_never_slips_in(desk: Desk) -> None:
    desk.store.articles.add([LATE], now=NOW)
    assert [each.article.id for each in review.offered(desk, ISSUE)] == [LATE.id]
    review.move(desk, ISSUE, order(desk)[0], 2, actor=MEI, now=NOW)
    build(desk)
    assert LATE.id not in order(desk)
    assert [each.article.id for each in review.offered(desk, ISSUE)] == [LATE.id]
    review.add(desk, ISSUE, LATE.id, actor=MEI, now=NOW)
    assert (order(desk)[-1], review.offered(desk, ISSUE)) == (LATE.id, ())


def test_what_is_put_off_comes_in_the_next_issue_unless_it_is_taken_back(desk: Desk) -> None:
    letter = desk.settings.newsletters["weekly"]
    due, window = pipeline.due_window(letter, NOW.replace(day=24))
    review.defer(desk, ISSUE, BRIDGE.id, why="下周", actor=MEI, now=NOW)
    picked = pipeline.choose(desk, letter, window, "weekly/2025-W47")
    assert [(each.article.id, each.reason) for each in picked.chosen] == [(BRIDGE.id, Reason.DEFERRED)]
    review.add(desk, ISSUE, BRIDGE.id, actor=MEI, now=NOW)
    assert pipeline.choose(desk, letter, window, "weekly/2025-W47").chosen == ()
    assert due > NOW


def test_translations_come_go_and_move_together(desk: Desk) -> None:
    both = [story(title, f"{title}。今天。", 13, translation_key="ferry") for title in ("渡轮改用电", "渡輪改用電")]
    desk.store.articles.add(both, now=NOW)
    review.add(desk, ISSUE, both[1].id, actor=MEI, now=NOW, position=1)
    assert set(order(desk)[:2]) == {each.id for each in both}
    review.move(desk, ISSUE, both[0].id, "down", actor=MEI, now=NOW)
    assert set(order(desk)[1:3]) == {each.id for each in both}
    review.drop(desk, ISSUE, both[0].id, why="两个都不要", actor=MEI, now=NOW)
    assert len(order(desk)) == 3


def test_traditional_text_follows_until_it_is_hand_made_and_is_then_marked_when_its_source_changes(desk: Desk) -> None:
    write(desk, "码头重开")
    assert review.text_of(desk, ISSUE, HARBOUR.id, TW, Field.HEADLINE).text == "碼頭重開"
    write(desk, "碼頭又開了", TW)
    write(desk, "码头终于重开")
    made = review.text_of(desk, ISSUE, HARBOUR.id, TW, Field.HEADLINE)
    assert (made.text, made.by_hand, made.stale) == ("碼頭又開了", True, True)
    write(desk, "碼頭又開了", TW)  # the same again: it still holds
    assert review.text_of(desk, ISSUE, HARBOUR.id, TW, Field.HEADLINE).stale is False
    write(desk, "", TW)
    assert "碼頭終於重開" in text(desk, "taiwan/email.txt")


def test_a_stale_save_gives_both_texts_back_and_the_same_text_twice_is_no_conflict(desk: Desk) -> None:
    seen = review.text_of(desk, ISSUE, HARBOUR.id, HANS, Field.SUMMARY).version
    review.write(desk, ISSUE, HARBOUR.id, HANS, Field.SUMMARY, "林的话。", seen=seen, actor=LIN, now=NOW)
    with pytest.raises(StaleError) as stale:
        review.write(desk, ISSUE, HARBOUR.id, HANS, Field.SUMMARY, "梅的话。", seen=seen, actor=MEI, now=NOW)
    assert (stale.value.yours, stale.value.theirs, stale.value.by) == ("梅的话。", "林的话。", "Lin")
    again = review.write(desk, ISSUE, HARBOUR.id, HANS, Field.SUMMARY, "林的话。", seen=seen, actor=MEI, now=NOW)
    assert (again.issue.revision, again.editors) == (2, ("Lin",))


def test_a_traditional_text_is_not_saved_over_a_simplified_one_that_changed_meanwhile(desk: Desk) -> None:
    seen = review.text_of(desk, ISSUE, HARBOUR.id, TW, Field.HEADLINE).version
    write(desk, "码头重开")
    with pytest.raises(StaleError) as stale:
        review.write(desk, ISSUE, HARBOUR.id, TW, Field.HEADLINE, "港口開了", seen=seen, actor=LIN, now=NOW)
    assert stale.value.theirs == "碼頭重開"


def test_a_hand_made_post_stays_with_its_story_when_the_story_moves_and_is_marked_when_it_changes(desk: Desk) -> None:
    first = order(desk)[0]
    review.write_file(desk, ISSUE, WEIBO, "我们自己写的微博。\r\n\u0007第二行  \n", seen=None, actor=MEI, now=NOW)
    review.move(desk, ISSUE, first, "down", actor=MEI, now=NOW)
    moved = "mainland/weibo-02.txt"
    assert text(desk, moved) == "我们自己写的微博。\n第二行"
    assert review.file_of(desk, ISSUE, moved).stale is False
    review.write(desk, ISSUE, first, HANS, Field.HEADLINE, "另一个标题", seen=None, actor=MEI, now=NOW)
    marked = review.file_of(desk, ISSUE, moved)
    assert (marked.text, marked.by_hand, marked.stale) == ("我们自己写的微博。\n第二行", True, True)
    sheets = pipeline.reopen(desk, ISSUE, "mainland")
    assert "changed since" in str([file.warnings for file in sheets[0].files if file.filename == "weibo-02.txt"])
    review.write_file(desk, ISSUE, moved, "", seen=marked.version, actor=MEI, now=NOW)
    assert "另一个标题" in text(desk, moved)


def test_a_subject_and_a_preheader_in_a_persons_words_are_those_of_the_mail(desk: Desk) -> None:
    seen = review.file_of(desk, ISSUE, SUBJECTS)
    assert "\n\n" not in seen.text
    lines = "Re: 港口\n三百人回来了"
    review.write_file(desk, ISSUE, SUBJECTS, lines, seen=seen.version, actor=MEI, now=NOW)
    (sheet,) = pipeline.reopen(desk, ISSUE, "mainland")
    assert sheet.inbox is not None
    assert (sheet.inbox.subject, sheet.inbox.preheader) == ("Re: 港口", "三百人回来了")
    assert review.file_of(desk, ISSUE, SUBJECTS).text == lines
    with pytest.raises(UsageError, match="two lines"):
        review.write_file(desk, ISSUE, SUBJECTS, "a\nb\nBcc: c", seen=None, actor=MEI, now=NOW)


@pytest.mark.parametrize("path", ["mainland/email.html", "mainland/none.txt", "../../etc/passwd", "mainland/email.txt"])
def test_other_files_are_made_of_stories_and_not_written(desk: Desk, path: str) -> None:
    with pytest.raises(UsageError):
        review.write_file(desk, ISSUE, path, "text", seen=None, actor=MEI, now=NOW)


def test_a_corrected_sentence_is_corrected_in_the_teaser_too(desk: Desk) -> None:
    made = review.text_of(desk, ISSUE, LIBRARY.id, HANS, Field.SUMMARY).text
    words = made.replace("十点", "九点")
    review.write(desk, ISSUE, LIBRARY.id, HANS, Field.SUMMARY, words, seen=None, actor=MEI, now=NOW)
    assert "十点" not in review.text_of(desk, ISSUE, LIBRARY.id, HANS, Field.TEASER).text
    review.write(desk, ISSUE, LIBRARY.id, HANS, Field.TEASER, "开到九点。", seen=None, actor=MEI, now=NOW)
    assert review.text_of(desk, ISSUE, LIBRARY.id, HANS, Field.TEASER).text == "开到九点。"


def test_an_edit_takes_part_in_no_other_issue_and_the_same_edits_give_the_same_bytes(desk: Desk) -> None:
    write(desk, "码头重开")
    review.move(desk, ISSUE, BRIDGE.id, 1, actor=MEI, now=NOW)
    seal = review.look(desk, ISSUE).seal
    build(desk, overwrite=True)
    assert review.look(desk, ISSUE).seal == seal
    document = json.loads(text(desk, "issue.json"))
    assert document["settled"][0] == BRIDGE.id
    assert review.look(desk, ISSUE).state is State.DRAFT
