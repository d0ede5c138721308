"""Several people at once, each with a connection of their own to one database: nothing is lost, nothing slips by."""

import threading
from collections.abc import Callable
from pathlib import Path

from digest import newsroom, outbox, review
from digest.errors import RefusedError, StaleError
from digest.model import Act, Actor, Field, State, Variant
from digest.pipeline import Desk
from tests.review.small import ANN, BO, BRIDGE, HARBOUR, ISSUE, LIBRARY, LIN, MEI, NOW

HANS = Variant.ZH_HANS


def at_once(root: Path, *acts: Callable[[Desk], object]) -> list[object]:
    """What each act gave, or the refusal that it met, all of them begun together."""
    begin = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        with newsroom.open_desk(root) as own:
            begin.wait()
            try:
                results[place] = acts[place](own)
            except RefusedError as refused:
                results[place] = refused

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def write(actor: Actor, article: str, text: str, seen: str | None = None) -> Callable[[Desk], review.Review]:
    return lambda desk: review.write(desk, ISSUE, article, HANS, Field.HEADLINE, text, seen=seen, actor=actor, now=NOW)


def test_two_editors_of_different_texts_lose_nothing(desk: Desk) -> None:
    at_once(
        desk.settings.root,
        write(MEI, HARBOUR.id, "梅写的"),
        write(LIN, LIBRARY.id, "林写的"),
        lambda own: review.move(own, ISSUE, BRIDGE.id, 1, actor=MEI, now=NOW),
    )
    after = review.look(desk, ISSUE)
    mail = (desk.outbox / ISSUE / "mainland" / "email.txt").read_text()
    assert "梅写的" in mail
    assert "林写的" in mail
    assert (after.issue.revision, after.issue.article_ids[0], after.touched) == (4, BRIDGE.id, ())
    assert sorted(each.act for each in review.history(desk, ISSUE)) == [Act.MOVE, Act.WRITE, Act.WRITE]


def test_of_two_editors_of_the_same_text_one_is_told_and_has_both_texts(desk: Desk) -> None:
    seen = review.text_of(desk, ISSUE, HARBOUR.id, HANS, Field.HEADLINE).version
    results = at_once(
        desk.settings.root, write(MEI, HARBOUR.id, "梅写的", seen), write(LIN, HARBOUR.id, "林写的", seen)
    )
    (stale,) = [each for each in results if isinstance(each, StaleError)]
    stands = review.text_of(desk, ISSUE, HARBOUR.id, HANS, Field.HEADLINE)
    assert {stale.yours, stale.theirs} == {"梅写的", "林写的"}
    assert (stale.theirs, stale.by) == (stands.text, stands.by)


def test_no_approval_counts_for_a_revision_that_an_editor_changes_in_the_same_moment(desk_for_two: Desk) -> None:
    root, seal = desk_for_two.settings.root, review.look(desk_for_two, ISSUE).seal

    def approve(actor: Actor) -> Callable[[Desk], review.Review]:
        return lambda own: review.approve(own, ISSUE, seen=seal, actor=actor, now=NOW)

    at_once(root, approve(ANN), write(MEI, HARBOUR.id, "改过了"), approve(BO))
    after = review.look(desk_for_two, ISSUE)
    assert after.seal != seal
    assert (after.state is State.APPROVED, after.approvals) == (False, ())
    assert all(each.seal == seal for each in after.rulings)


def test_two_approvers_at_once_are_two_approvals_and_one_sending(desk_for_two: Desk) -> None:
    root, seal = desk_for_two.settings.root, review.look(desk_for_two, ISSUE).seal
    at_once(
        root,
        lambda own: review.approve(own, ISSUE, seen=seal, actor=ANN, now=NOW),
        lambda own: review.approve(own, ISSUE, seen=seal, actor=BO, now=NOW),
    )
    assert review.look(desk_for_two, ISSUE).state is State.APPROVED
    sent = at_once(
        root,
        *(lambda own: review.start_sending(own, ISSUE, seal=seal, actor=ANN, now=NOW) for _ in range(3)),
        write(MEI, HARBOUR.id, "太晚了"),
    )
    began = [each for each in sent[:3] if isinstance(each, review.Review)]
    edited = isinstance(sent[3], review.Review)
    assert len(began) == (0 if edited else 1)
    sealed = review.look(desk_for_two, ISSUE).seal
    assert outbox.differing(desk_for_two.outbox, ISSUE, sealed) == ()
