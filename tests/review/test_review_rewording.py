"""Words that hold for every issue with an article: who wrote them, or took them back, approves none of them."""

import pytest

from digest import review
from digest.errors import ForbiddenError, RefusedError, UsageError
from digest.model import Act, Actor, Field, State, Variant
from digest.pipeline import Desk
from tests.review.small import ANN, BO, HARBOUR, ISSUE, MEI, NOW, VIEWER, build

HANS = Variant.ZH_HANS


def reword(desk: Desk, text: str, actor: Actor = MEI) -> None:
    review.reword(desk, HARBOUR, HANS, Field.HEADLINE, text, actor=actor, now=NOW)


def test_who_wrote_or_took_back_words_of_an_article_cannot_approve_the_issue_that_has_them(desk: Desk) -> None:
    reword(desk, "港口开了")
    reword(desk, "", BO)
    build(desk)
    review.submit(desk, ISSUE, actor=ANN, now=NOW)
    seal = review.look(desk, ISSUE).seal
    for actor in (MEI, BO):
        with pytest.raises(RefusedError, match=f"{actor.name} has edited"):
            review.approve(desk, ISSUE, seen=seal, actor=actor, now=NOW)
    assert review.approve(desk, ISSUE, seen=seal, actor=ANN, now=NOW).state is State.APPROVED
    told = [(event.act, event.by) for event in review.history(desk, ISSUE) if event.spot.article == HARBOUR.id]
    assert told == [(Act.WRITE, "Mei"), (Act.UNWRITE, "Bo")]


def test_what_went_out_is_nobodys_edit_any_more(desk: Desk) -> None:
    seal = review.look(desk, ISSUE).seal
    review.approve(desk, ISSUE, seen=seal, actor=ANN, now=NOW)
    review.start_sending(desk, ISSUE, seal=seal, actor=ANN, now=NOW)
    reword(desk, "港口开了")
    assert not [event for event in review.history(desk, ISSUE) if event.act is Act.WRITE]


def test_words_need_somebody_who_may_edit_and_something_to_take_back(desk: Desk) -> None:
    with pytest.raises(ForbiddenError):
        reword(desk, "港口开了", VIEWER)
    with pytest.raises(UsageError, match="Nobody has written"):
        reword(desk, "")
