"""What people wrote by hand for a field of an article in a variant. Floor 3."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.model import Field, Variant, Wording
from digest.store.rows import chunks
from digest.store.tables import storable, wordings

if TYPE_CHECKING:
    from digest.store.database import Database

_ORDER = (wordings.c.article_id, wordings.c.field, wordings.c.variant)


class Wordings:
    """The wordings of a store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def put(self, wording: Wording) -> None:
        """Nothing; the wording stands in the place of an earlier one. The article has to be stored."""
        values = {
            "text": storable(wording.text),
            "stands_for": wording.stands_for,
            "written_by": storable(wording.by),
            "written_at": wording.at,
        }
        with self._database.writing() as connection:
            if not connection.execute(wordings.update().where(*_key(wording)).values(values)).rowcount:
                place = {"article_id": wording.article, "variant": wording.variant, "field": wording.field}
                connection.execute(wordings.insert().values(**place, **values))

    def remove(self, article: str, variant: Variant, field: Field) -> bool:
        """Whether there was one; afterwards the field is made again as every other."""
        here = (wordings.c.article_id == article, wordings.c.variant == variant, wordings.c.field == field)
        with self._database.writing() as connection:
            return connection.execute(wordings.delete().where(*here)).rowcount > 0

    def of(self, article_ids: Sequence[str]) -> tuple[Wording, ...]:
        """The wordings of these articles, by article, field and variant."""
        found: list[Wording] = []
        for part in chunks(article_ids):
            found += self._ask(sa.select(wordings).where(wordings.c.article_id.in_(part)).order_by(*_ORDER))
        return tuple(found)

    def _ask(self, question: sa.Select[Any]) -> list[Wording]:
        with self._database.reading() as connection:
            return [_wording(row) for row in connection.execute(question)]

    def list(self) -> tuple[Wording, ...]:
        """Every wording, the newest first."""
        return tuple(self._ask(sa.select(wordings).order_by(wordings.c.written_at.desc(), *_ORDER)))


def _key(wording: Wording) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        wordings.c.article_id == wording.article,
        wordings.c.variant == wording.variant,
        wordings.c.field == wording.field,
    )


def _wording(row: sa.Row[Any]) -> Wording:
    return Wording(
        article=row.article_id,
        variant=Variant(row.variant),
        field=Field(row.field),
        text=row.text,
        stands_for=row.stands_for,
        by=row.written_by,
        at=row.written_at,
    )
