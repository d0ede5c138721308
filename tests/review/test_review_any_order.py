"""Whatever people do in whatever order: what counts as approved has the bytes that enough others have approved."""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from digest import outbox, review
from digest.errors import DigestError
from digest.model import EDITS, Actor, Field, State, Variant, Verdict, person
from tests.review import small
from tests.review.small import HARBOUR, ISSUE, NOW, WEIBO


def named(*names: str) -> st.SearchStrategy[Actor]:
    return st.sampled_from(names).map(lambda name: Actor(name=name))


EDITORS = named("Mei", "Lin", "Ann")
APPROVERS = named("Ann", "Bo", "Cy", "bo", "Mei")


class Reviewing(RuleBasedStateMachine):
    """Five people, two of whom have to approve; one has two names, two do both; and somebody is at the disk."""

    made: Path
    reached: list[int]  # how often an issue was approved: a machine that never gets there proves nothing

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.context = small.copied(self.made, Path(self.folder.name) / "room")
        self.desk = self.context.__enter__()
        self.seen = review.look(self.desk, ISSUE).seal

    def teardown(self) -> None:
        if hasattr(self, "context"):
            self.context.__exit__(None, None, None)
            self.folder.cleanup()

    def tried(self, act: object, *words: object, **more: object) -> None:
        with contextlib.suppress(DigestError):
            act(self.desk, ISSUE, *words, now=NOW, **more)  # type: ignore[operator]

    @rule(one=APPROVERS, other=APPROVERS, late=st.booleans())
    def two_approve_what_they_saw(self, one: Actor, other: Actor, late: bool) -> None:
        self.seen = self.seen if late else review.look(self.desk, ISSUE).seal
        self.tried(review.submit, actor=one)
        self.tried(review.approve, seen=self.seen, actor=one)
        self.tried(review.approve, seen=self.seen, actor=other)

    @rule(actor=APPROVERS, act=st.sampled_from([review.request_changes, review.reject, review.hold, review.take_back]))
    def is_against(self, actor: Actor, act: object) -> None:
        bound = act in (review.request_changes, review.reject)
        more = {"seen": self.seen, "comment": "因为"} if bound else {"why": "等"} if act is review.hold else {}
        self.tried(act, actor=actor, **more)

    @rule(actor=APPROVERS)
    def releases(self, actor: Actor) -> None:
        self.tried(review.release, actor=actor)

    @rule(actor=EDITORS, text=st.sampled_from(["", "甲", "乙"]))
    def edits(self, actor: Actor, text: str) -> None:
        self.tried(review.write, HARBOUR.id, Variant.ZH_HANS, Field.HEADLINE, text, seen=None, actor=actor)

    @rule()
    def touches_the_disk_or_puts_it_right(self) -> None:
        file = self.desk.outbox / ISSUE / WEIBO
        content = file.read_bytes()
        file.write_bytes(content[:-1] if content.endswith(b"!") else content + b"!")

    @invariant()
    def what_is_approved_is_what_enough_others_have_seen(self) -> None:
        if not hasattr(self, "desk"):
            return
        now_there = review.look(self.desk, ISSUE)
        if now_there.state is not State.APPROVED:
            return
        self.reached[0] += 1
        assert outbox.differing(self.desk.outbox, ISSUE, now_there.seal) == ()
        events = list(review.history(self.desk, ISSUE))
        editors = {person(event.by) for event in events if event.act in EDITS}
        standing = {
            person(each.by)
            for each in now_there.rulings
            if each.verdict is Verdict.APPROVE and each.taken_back is None and each.seal == now_there.seal
        }
        assert len(standing - editors) >= 2
        assert now_there.hold is None


def test_what_counts_as_approved_always_has_its_bytes_and_its_approvals(tmp_path: Path) -> None:
    Reviewing.made, Reviewing.reached = tmp_path / "room", [0]
    small.prepare(Reviewing.made, "approvers = 2", '["weibo"]')  # no mail: it takes the longest to make
    few = settings(max_examples=25, stateful_step_count=20)
    run_state_machine_as_test(Reviewing, settings=few)
    assert Reviewing.reached[0] >= 10
