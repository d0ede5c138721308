"""Who gets an issue as which audience. Part of digest.model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.model.newsroom import Audience
from digest.model.subscribers import Readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Who takes the newsletter and was put into the audience by name, or fulfils its rule and none of those before."""

    newsletter: str
    audience: str
    rule: Readers
    before: tuple[Readers, ...] = ()


def members(newsletter: str, audiences: Sequence[Audience]) -> Mapping[str, Members]:
    """The members of each audience of a newsletter, by its name. The first that takes somebody has them."""
    rules = [each.readers for each in audiences]
    return {
        each.name: Members(newsletter=newsletter, audience=each.name, rule=each.readers, before=tuple(rules[:place]))
        for place, each in enumerate(audiences)
    }
