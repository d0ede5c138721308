"""When an issue counts as approved. Part of digest.review; pure: records in, an answer out.

An approval counts for the exact bytes it was given for. It does not count when its giver's own edits are in those
bytes, unless the newsletter's policy says so.
"""

from collections.abc import Collection, Iterator, Sequence

from digest.errors import ForbiddenError, UsageError
from digest.model import Actor, Phase, ReviewPolicy, Right, Ruling, Said, State, Verdict, person
from digest.model import said as said_of
from digest.store.reviews import Progress
from digest.text import typography

LONGEST = 4_000  # characters of a comment
NOTHING = said_of("Nothing was changed.")
MAY = {
    Right.COMMENT: "{name} may not comment on an issue.",
    Right.EDIT: "{name} may not edit an issue.",
    Right.DECIDE: "{name} may not decide about an issue.",
}


def require(actor: Actor, right: Right) -> None:
    """Nothing; ForbiddenError when the actor does not have the right."""
    if right not in actor.rights:
        raise ForbiddenError(said_of(MAY[right], name=actor.name), kept=NOTHING, next=said_of("Ask somebody who may."))


def approvals(
    rulings: Sequence[Ruling], revision: int, seal: str, editors: Collection[str], policy: ReviewPolicy
) -> tuple[Ruling, ...]:
    """The approvals that count for this revision and its bytes, one of each person, in their order."""
    now_there = [each for each in rulings if (each.revision, each.seal) == (revision, seal)]
    return tuple(_counting(now_there, {person(name) for name in editors}, policy))


def _counting(rulings: Sequence[Ruling], editors: Collection[str], policy: ReviewPolicy) -> Iterator[Ruling]:
    seen: set[str] = set()
    for ruling in rulings:
        who = person(ruling.by)
        stands = ruling.verdict is Verdict.APPROVE and ruling.taken_back is None
        if stands and who not in seen and (policy.own_edits or who not in editors):
            seen.add(who)
            yield ruling


def state(progress: Progress, counting: Sequence[Ruling], policy: ReviewPolicy, *, ended: bool) -> State:
    """Where an issue stands; `counting` are the approvals of what lies in the outbox now.

    `ended` says that its sending, once begun, is over.
    """
    if progress.sending_since:
        return State.SENT if ended else State.SENDING
    if progress.hold:
        return State.HELD
    if progress.phase is Phase.IN_REVIEW and len(counting) >= policy.approvers:
        return State.APPROVED
    return State(progress.phase.value)


def own(rulings: Sequence[Ruling], actor: Actor) -> Ruling | None:
    """The actor's latest ruling that was not taken back."""
    mine = (each for each in reversed(rulings) if person(each.by) == person(actor.name))
    return next((each for each in mine if each.taken_back is None), None)


def needed(text: str, otherwise: Said) -> str:
    """The text; UsageError, which says `otherwise`, where somebody has to say why and does not."""
    if not said(text):
        raise UsageError(otherwise, kept=NOTHING, next=said_of("Say why."))
    return said(text)


def said(text: str) -> str:
    """The text without blanks around it and letters that nobody sees; UsageError where it is too long.

    A mark that turns the direction of writing would show others something else than was decided.
    """
    text = typography.clean_controls(text).strip()
    if len(text) > LONGEST:
        raise UsageError(said_of("A comment has at most {n} characters.", n=f"{LONGEST:,}"), kept=NOTHING)
    return text
