"""What language models answered to which question: asked once, said again by every later build. Floor 3."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.store.tables import indexed, model_answers, storable

if TYPE_CHECKING:
    from digest.store.database import Database


class Answers:
    """The answers of a store; each is kept at once, whatever becomes of the build that asked."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def __getitem__(self, key: str) -> str:
        """The answer kept under `key`; KeyError when there is none."""
        question = sa.select(model_answers.c.answer).where(model_answers.c.key == indexed(key))
        with self._database.reading() as connection:
            answer: str | None = connection.scalar(question)
        if answer is None:
            raise KeyError(key)
        return answer

    def __setitem__(self, key: str, answer: str) -> None:
        """Nothing; keeps the answer under `key`, in place of an older one."""
        row = {"key": indexed(key), "answer": storable(answer)}
        with self._database.writing() as connection:
            connection.execute(model_answers.delete().where(model_answers.c.key == row["key"]))
            connection.execute(model_answers.insert().values(row))
