"""An issue that went out is opened again, to be put right for those who have it. Part of digest.review."""

from dataclasses import replace
from datetime import datetime

from digest.errors import RefusedError
from digest.model import Act, Actor, DeliveryState, Phase, Right, said
from digest.pipeline import Desk
from digest.pipeline.rewriting import SUBJECTS
from digest.render.subject import corrected
from digest.review import rules
from digest.review.acting import NOTHING
from digest.review.looking import Review, look
from digest.review.words import file_of, write_file

REACHED = (DeliveryState.DONE, DeliveryState.UNCERTAIN)


def correct(desk: Desk, issue_id: str, *, actor: Actor, now: datetime, why: str) -> Review:
    """The review of a sent issue that is a draft again; its mails' subjects say that it is a correction.

    It goes the way of every issue: edited, approved anew, sent when somebody says so; those get it who have got the
    issue, and still want it. What was sent stays in the archive until the correction has gone out. RefusedError while
    its sending is under way, or where nobody has got it; UsageError without a reason.
    """
    rules.require(actor, Right.DECIDE)
    # A newsroom's own catalogue may lack the word: that is to be found before anything is changed.
    for audience in desk.settings.audiences.values():
        corrected("", desk.templates.words(audience.variant))
    why = rules.needed(why, said("To correct an issue that was sent needs a comment."))
    with desk.store.transaction():
        review = look(desk, issue_id)
        if not review.state.is_out:
            raise RefusedError(
                said("{issue} was not sent: there is nothing to correct.", issue=issue_id),
                kept=NOTHING,
                next=said("Edit it as it is."),
            )
        sendings = desk.store.deliveries.sendings(issue_id)
        if any(each.is_open for each in sendings):
            raise RefusedError(
                said("{issue} is still being sent.", issue=issue_id),
                kept=NOTHING,
                next=said("Wait, or stop it: digest cancel {issue}", issue=issue_id),
            )
        tallies = desk.store.deliveries.tallies([each.id for each in sendings]).values()
        if not any(tally[state] for tally in tallies for state in REACHED):
            raise RefusedError(
                said("Nobody has got {issue}.", issue=issue_id), kept=NOTHING, next=said("Say it in the next issue.")
            )
        for ruling in review.rulings:
            if ruling.taken_back is None:  # it was about what went out
                desk.store.reviews.take_back(ruling.id, now)
        progress = desk.store.reviews.get(issue_id)
        desk.store.reviews.put(issue_id, replace(progress, phase=Phase.DRAFT, hold=None, sending_since=None))
        seals = (review.seal, review.seal)
        desk.store.history.add(
            Act.CORRECT, issue_id, actor, now=now, revision=review.issue.revision, seals=seals, words=why
        )
    _say_so(desk, issue_id, actor, now)
    return look(desk, issue_id)


def _say_so(desk: Desk, issue_id: str, actor: Actor, now: datetime) -> None:
    """Nothing; the subject of each mail begins with the word for a correction, in its variant."""
    for draft in desk.store.issues.drafts(issue_id):
        if draft.part != SUBJECTS:
            continue
        variant = desk.settings.audiences[draft.audience].variant
        subject, _, preheader = file_of(desk, issue_id, draft.path).text.partition("\n")
        text = f"{corrected(subject, desk.templates.words(variant))}\n{preheader}".rstrip("\n")
        write_file(desk, issue_id, draft.path, text, seen=None, actor=actor, now=now)
