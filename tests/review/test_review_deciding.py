"""An issue is approved when enough people who did not edit it have approved exactly what lies in the outbox."""

from datetime import timedelta

import pytest

from digest import outbox, review
from digest.errors import ForbiddenError, OutboxError, RefusedError, StaleError, UsageError
from digest.model import Act, Actor, Field, State, Variant
from digest.pipeline import Desk
from tests.review.small import ANN, BO, BRIDGE, EDITOR, HARBOUR, ISSUE, LIN, MEI, NOW, VIEWER, WEIBO, build, story

HANS = Variant.ZH_HANS


def approve(desk: Desk, actor: Actor = ANN) -> review.Review:
    return review.approve(desk, ISSUE, seen=review.look(desk, ISSUE).seal, actor=actor, now=NOW)


def edit(desk: Desk, actor: Actor = MEI, text: str = "港口开了") -> review.Review:
    return review.write(desk, ISSUE, HARBOUR.id, HANS, Field.HEADLINE, text, seen=None, actor=actor, now=NOW)


def test_a_new_issue_is_a_draft_and_one_approval_of_a_person_who_did_not_edit_it_is_enough(desk: Desk) -> None:
    assert review.look(desk, ISSUE).state is State.DRAFT
    review.submit(desk, ISSUE, actor=MEI, now=NOW)
    assert review.look(desk, ISSUE).state is State.IN_REVIEW
    done = approve(desk)
    assert (done.state, [each.by for each in done.approvals], done.missing) == (State.APPROVED, ["Ann"], 0)


def test_two_approvers_are_two_people_however_their_names_are_written(desk_for_two: Desk) -> None:
    assert approve(desk_for_two).missing == 1
    with pytest.raises(RefusedError, match="already"):
        approve(desk_for_two, Actor(name="ＡＮＮ "))
    assert approve(desk_for_two, BO).state is State.APPROVED


def test_an_edit_voids_the_approval_and_says_who_changed_what(desk: Desk) -> None:
    seen = approve(desk).seal
    after = edit(desk)
    assert (after.state, after.approvals) == (State.IN_REVIEW, ())
    with pytest.raises(StaleError, match=f"Mei: write {HARBOUR.id} headline/zh-Hans") as stale:
        review.approve(desk, ISSUE, seen=seen, actor=ANN, now=NOW)
    assert (stale.value.by, stale.value.yours, stale.value.theirs) == ("Mei", seen, after.seal)


def test_an_edit_that_is_undone_makes_the_same_bytes_and_brings_no_approval_back(desk: Desk) -> None:
    edit(desk)
    seal = approve(desk).seal
    review.move(desk, ISSUE, HARBOUR.id, "down", actor=MEI, now=NOW)
    back = review.move(desk, ISSUE, HARBOUR.id, "up", actor=MEI, now=NOW)
    assert (back.seal, back.issue.revision, back.state) == (seal, 4, State.IN_REVIEW)


def test_who_edited_cannot_approve_nor_can_who_wrote_a_wording_elsewhere(desk: Desk) -> None:
    edit(desk, MEI)
    with pytest.raises(RefusedError, match="Mei has edited"):
        approve(desk, MEI)
    review.write_file(desk, ISSUE, WEIBO, "港口开了。", seen=None, actor=LIN, now=NOW)
    with pytest.raises(RefusedError, match="lin has edited"):
        approve(desk, Actor(name="lin"))
    assert approve(desk, ANN).state is State.APPROVED


def test_what_was_pinned_in_a_build_is_an_edit_too(desk: Desk) -> None:
    from digest.model import Choices

    build(desk, choices=Choices(pinned=(BRIDGE.id,)), actor=MEI)
    with pytest.raises(RefusedError, match="Mei has edited"):
        approve(desk, MEI)


def test_a_changed_byte_in_the_outbox_voids_the_approval_and_stops_a_new_one(desk: Desk) -> None:
    approve(desk)
    file = desk.outbox / ISSUE / WEIBO
    content = file.read_bytes()
    file.write_bytes(content + b" ")
    assert review.look(desk, ISSUE).state is State.IN_REVIEW
    assert review.queue(desk, BO, NOW).approved == ()
    with pytest.raises(RefusedError, match="changed files in the outbox"):
        approve(desk, BO)
    with pytest.raises(OutboxError, match="weibo-01"):
        edit(desk)
    with pytest.raises(RefusedError, match="in-review"):
        review.start_sending(desk, ISSUE, seal=review.look(desk, ISSUE).seal, actor=ANN, now=NOW)
    file.write_bytes(content)
    assert review.look(desk, ISSUE).state is State.APPROVED


@pytest.mark.parametrize("fault", ["missing", "added", "manifest"])
def test_a_file_that_is_missing_or_added_and_another_manifest_stop_an_approval(desk: Desk, fault: str) -> None:
    folder = desk.outbox / ISSUE
    if fault == "missing":
        (folder / WEIBO).unlink()
    elif fault == "added":
        (folder / "mainland" / "weibo-99.txt").write_text("more")
    else:
        (folder / outbox.MANIFEST).write_bytes((folder / outbox.MANIFEST).read_bytes() + b"\n")
    with pytest.raises(RefusedError, match="changed files"):
        approve(desk)


def test_blockers_stop_an_approval(desk: Desk) -> None:
    review.write_file(desk, ISSUE, WEIBO, "http：//坏的", seen=None, actor=MEI, now=NOW)
    review.write_file(desk, ISSUE, WEIBO, "字" * 5_000, seen=None, actor=MEI, now=NOW)
    with pytest.raises(RefusedError, match="too many"):
        approve(desk)
    assert [each.code for each in review.blocking(desk, ISSUE)] == ["post-too-long"]


def test_changes_are_requested_with_a_comment_and_the_issue_goes_back_until_it_is_submitted_again(desk: Desk) -> None:
    seal = review.look(desk, ISSUE).seal
    with pytest.raises(UsageError, match="needs a comment"):
        review.request_changes(desk, ISSUE, seen=seal, actor=ANN, now=NOW, comment="  ")
    sent_back = review.request_changes(desk, ISSUE, seen=seal, actor=ANN, now=NOW, comment="标题太长")
    assert (sent_back.state, sent_back.asked and sent_back.asked.comment) == (State.CHANGES_REQUESTED, "标题太长")
    with pytest.raises(RefusedError, match="Ann asked for changes: 标题太长"):
        approve(desk, BO)
    assert edit(desk).state is State.CHANGES_REQUESTED
    assert review.submit(desk, ISSUE, actor=MEI, now=NOW).state is State.IN_REVIEW
    assert approve(desk).state is State.APPROVED


def test_a_rejected_issue_waits_for_nobody_and_can_be_taken_up_again(desk: Desk) -> None:
    seal = review.look(desk, ISSUE).seal
    assert review.reject(desk, ISSUE, seen=seal, actor=ANN, now=NOW, comment="不发").state is State.REJECTED
    assert [each.issue.id for each in review.queue(desk, BO, NOW).done] == [ISSUE]
    assert review.take_back(desk, ISSUE, actor=ANN, now=NOW).state is State.IN_REVIEW


def test_only_ones_own_verdict_is_taken_back_and_only_until_the_sending_begins(desk: Desk) -> None:
    seal = approve(desk).seal
    with pytest.raises(RefusedError, match="said nothing"):
        review.take_back(desk, ISSUE, actor=BO, now=NOW)
    assert review.take_back(desk, ISSUE, actor=ANN, now=NOW).state is State.IN_REVIEW
    with pytest.raises(RefusedError, match="in-review"):
        review.start_sending(desk, ISSUE, seal=seal, actor=ANN, now=NOW)
    approve(desk)
    assert review.start_sending(desk, ISSUE, seal=seal, actor=ANN, now=NOW).state is State.SENDING
    for late in (
        lambda: review.take_back(desk, ISSUE, actor=ANN, now=NOW),
        lambda: review.hold(desk, ISSUE, actor=ANN, now=NOW, why="stop"),
        lambda: edit(desk),
        lambda: review.start_sending(desk, ISSUE, seal=seal, actor=ANN, now=NOW),
        lambda: build(desk, overwrite=True),
    ):
        with pytest.raises(RefusedError):
            late()


def test_a_hold_stops_an_approved_issue_and_its_release_lets_it_go_on(desk: Desk) -> None:
    seal = approve(desk).seal
    held = review.hold(desk, ISSUE, actor=BO, now=NOW, why="等数字")
    assert (held.state, held.hold and held.hold.why) == (State.HELD, "等数字")
    with pytest.raises(RefusedError, match="held"):
        review.start_sending(desk, ISSUE, seal=seal, actor=ANN, now=NOW)
    assert review.release(desk, ISSUE, actor=ANN, now=NOW).state is State.APPROVED


def test_who_may_not_may_not(desk: Desk) -> None:
    seal = review.look(desk, ISSUE).seal
    with pytest.raises(ForbiddenError, match="Edi may not decide"):
        review.approve(desk, ISSUE, seen=seal, actor=EDITOR, now=NOW)
    with pytest.raises(ForbiddenError, match="Vi may not edit"):
        edit(desk, VIEWER)
    with pytest.raises(ForbiddenError, match="Vi may not comment"):
        review.comment(desk, ISSUE, "嗯", actor=VIEWER, now=NOW)


def test_an_approval_needs_the_hash_that_was_seen(desk: Desk) -> None:
    seal = review.look(desk, ISSUE).seal
    for seen in ("", seal[:7], "0" * 64):
        with pytest.raises(StaleError):
            review.approve(desk, ISSUE, seen=seen, actor=ANN, now=NOW)
    assert review.approve(desk, ISSUE, seen=seal[:12], actor=ANN, now=NOW).state is State.APPROVED


def test_the_same_build_again_keeps_the_approval_and_a_discarded_issue_begins_anew(desk: Desk) -> None:
    from digest import pipeline

    edit(desk)
    approve(desk)
    build(desk)
    assert review.look(desk, ISSUE).state is State.APPROVED
    pipeline.discard(desk, ISSUE, actor=MEI, now=NOW)
    build(desk)
    fresh = review.look(desk, ISSUE)
    assert (fresh.state, fresh.rulings) == (State.DRAFT, ())
    assert [event.act for event in review.history(desk, ISSUE)] == [Act.WRITE, Act.APPROVE, Act.DISCARD]


def test_the_queue_goes_on_where_a_page_of_it_ended(desk: Desk) -> None:
    before = NOW - timedelta(weeks=1)
    desk.store.articles.add([story("旧桥检修", "旧桥本周检修。检修要五天。", 5)], now=before)
    build(desk, at=before)
    first = review.queue(desk, MEI, NOW, limit=1)
    rest = review.queue(desk, MEI, NOW, limit=1, after=first.older)
    assert ([each.issue.id for each in first.mine], first.older) == ([ISSUE], ISSUE)
    assert ([each.issue.id for each in rest.mine], rest.older) == (["weekly/2025-W45"], "")
    with pytest.raises(UsageError, match="no issue weekly/nothing"):
        review.queue(desk, MEI, NOW, after="weekly/nothing")


def test_the_queue_says_what_waits_for_whom(desk: Desk) -> None:
    edit(desk)
    assert [each.issue.id for each in review.queue(desk, MEI, NOW).mine] == [ISSUE]  # a draft: to be submitted
    review.submit(desk, ISSUE, actor=MEI, now=NOW)
    mine = review.queue(desk, MEI, NOW + timedelta(days=1))
    assert (mine.mine, [each.overdue for each in mine.others]) == ((), [True])
    assert [each.issue.id for each in review.queue(desk, ANN, NOW).mine] == [ISSUE]
    approve(desk)
    assert [each.issue.id for each in review.queue(desk, ANN, NOW).approved] == [ISSUE]
