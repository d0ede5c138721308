"""Words of people that hold for every issue with an article, not for one alone. Part of digest.review.

They come into an issue with its next build. Whoever wrote them, or took them back, has edited by then what others
approve: it is in the history of the issues that hold the article and are still to go out.
"""

from datetime import datetime

from digest import wordings
from digest.errors import UsageError
from digest.model import Act, Actor, Article, Field, Right, Spot, Variant, Wording, said
from digest.pipeline import Desk
from digest.review import rules
from digest.review.acting import NOTHING

LATEST = 100  # issues; what is older has gone out, or never will


def reword(
    desk: Desk, article: Article, variant: Variant, field: Field, text: str, *, actor: Actor, now: datetime
) -> Wording | None:
    """The words that stand for the field from now on; None where an empty text has taken them back.

    UsageError where there are none to be taken back.
    """
    rules.require(actor, Right.EDIT)
    new = written(desk, article, variant, field, text, by=actor.name, now=now)
    with desk.store.transaction():
        if text:
            desk.store.wordings.put(new)
        elif not desk.store.wordings.remove(article.id, variant, field):
            raise UsageError(
                said("Nobody has written the {field} of {article} for {variant}.", field=field, article=article.id,
                     variant=variant),
                kept=NOTHING,
                next=said("See: digest wording"),
            )  # fmt: skip
        _tell(desk, article.id, Spot(article=article.id, field=f"{field}/{variant}"), text, actor, now)
    return new if text else None


def written(
    desk: Desk, article: Article, variant: Variant, field: Field, text: str, *, by: str, now: datetime
) -> Wording:
    """The words, with what they stand for as it is now."""
    base = wordings.base(article, variant, field, desk.store.wordings.of([article.id]))
    stands_for = wordings.stands_for(article, field, base)
    return Wording(article=article.id, variant=variant, field=field, text=text, stands_for=stands_for, by=by, at=now)


def _tell(desk: Desk, article: str, spot: Spot, text: str, actor: Actor, now: datetime) -> None:
    records = [each for each in desk.store.issues.list(limit=LATEST) if article in each.article_ids]
    progress = desk.store.reviews.progress([each.id for each in records])
    for record in records:
        if not progress[record.id].sending_since:
            desk.store.history.add(
                Act.WRITE if text else Act.UNWRITE,
                record.id,
                actor,
                now=now,
                revision=record.revision,
                spot=spot,
                words=text,
                seals=(record.manifest_sha256, record.manifest_sha256),
            )
