"""An issue that went out is opened again, to be put right for those who have it. Part of digest.review."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from digest.errors import RefusedError, UsageError
from digest.model import Act, Actor, DeliveryState, Draft, Phase, Right, said
from digest.pipeline import Desk
from digest.pipeline.rewriting import SUBJECTS
from digest.render.subject import corrected
from digest.review import rules
from digest.review.acting import NOTHING
from digest.review.looking import Review, look
from digest.review.words import file_of, write_files

REACHED = (DeliveryState.DONE, DeliveryState.UNCERTAIN)


def correct(
    desk: Desk, issue_id: str, *, actor: Actor, now: datetime, why: str, audiences: Collection[str] = ()
) -> Review:
    """The review of a sent issue that is a draft again; the subjects of its mails say that it is a correction, or of
    those for `audiences` alone.

    It goes the way of every issue: edited, approved anew, sent when somebody says so. Those get it whose mail is
    another one then, who have got the issue, and still want it. What was sent stays in the archive until the correction
    has gone out. RefusedError while its sending is under way, or where nobody has got it; UsageError without a reason,
    or for an audience that gets no mail.
    """
    rules.require(actor, Right.DECIDE)
    # A newsroom's own catalogue may lack the word: that is to be found before anything is changed.
    for audience in desk.settings.audiences.values():
        corrected("", desk.templates.words(audience.variant))
    mails = _mails(desk, issue_id, audiences)
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
    return write_files(desk, issue_id, _saying_so(desk, mails), actor=actor, now=now)


def _mails(desk: Desk, issue_id: str, audiences: Collection[str]) -> list[Draft]:
    """The subjects of the mails for these audiences, or for all; UsageError for one that gets none."""
    found = {each.audience: each for each in desk.store.issues.drafts(issue_id) if each.part == SUBJECTS}
    for name in audiences:
        if name not in found:
            raise UsageError(
                said("{issue} has no mail for {audience}.", issue=issue_id, audience=name),
                kept=NOTHING,
                next=said("It has: {known}.", known=", ".join(found)),
            )
    return [each for name, each in found.items() if not audiences or name in audiences]


def _saying_so(desk: Desk, mails: Iterable[Draft]) -> dict[str, str]:
    """By path, subject and preheader; the subject begins with the word for a correction, in the variant of the mail."""
    texts = {}
    for draft in mails:
        variant = desk.settings.audiences[draft.audience].variant
        subject, _, preheader = file_of(desk, draft.issue, draft.path).text.partition("\n")
        texts[draft.path] = f"{corrected(subject, desk.templates.words(variant))}\n{preheader}".rstrip("\n")
    return texts
