"""The issue that a page is about. Part of digest.web."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from starlette.responses import Response

from digest import review
from digest.model import Actor, Newsletter, said
from digest.preflight import Sheet
from digest.review import Review
from digest.web import showing, words
from digest.web.shelf import Opened
from digest.web.visit import NotFoundError, Visit

if TYPE_CHECKING:
    from digest.web.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What every page of an issue shows."""

    opened: Opened
    review: Review
    letter: Newsletter
    language: "Language"

    @property
    def id(self) -> str:
        return self.opened.record.id

    @property
    def path(self) -> str:
        return f"/issues/{self.id}"

    @property
    def seal(self) -> str:
        return self.review.seal

    @property
    def revision(self) -> int:
        return self.opened.record.revision

    @property
    def due(self) -> datetime:
        return self.opened.record.due

    @property
    def title(self) -> str:
        """The newsletter's name in the language of the pages."""
        return self.letter.title[words.LANGUAGES[self.language.name]]

    @property
    def number(self) -> str:
        number = next(iter(self.opened.sheets.values())).issue.number if self.opened.sheets else None
        return self.language.text("No. {number}", number=number) if number is not None else ""

    @property
    def period(self) -> str:
        return self.language.window(self.opened.record.window)

    def sheet(self, audience: str) -> Sheet:
        """What there is for an audience, for the first one where none is named."""
        if not audience and self.opened.sheets:
            return next(iter(self.opened.sheets.values()))
        if audience not in self.opened.sheets:
            raise NotFoundError(said("This issue has no such audience."))
        return self.opened.sheets[audience]


def of(visit: Visit) -> Issue:
    """The issue that the address names. It is looked up in the database before its name comes near the disk."""
    return named(visit, f"{visit.path['newsletter']}/{visit.path['slug']}")


def named(visit: Visit, issue_id: str) -> Issue:
    """The issue of that name; NotFoundError where there is none."""
    record = visit.store.issues.get(issue_id)
    letter = visit.desk.settings.newsletters.get(issue_id.partition("/")[0])
    if record is None or letter is None:
        raise NotFoundError(said("There is no such issue."), next=said("The queue shows those there are."))
    return Issue(
        opened=visit.site.shelf.open(visit.desk, record),
        review=review.look(visit.desk, issue_id),
        letter=letter,
        language=visit.language,
    )


def actor(visit: Visit) -> Actor:
    """Who does it, as the verbs want to know."""
    via = "api" if visit.is_api else "page"
    return Actor(name=visit.someone.name, rights=visit.someone.role.rights, via=via)


def page(visit: Visit, issue: Issue, template: str, *, status: int = 200, **context: object) -> Response:
    """A page about an issue."""
    return showing.page(visit, template, status=status, issue=issue, **context)
