"""The question whether a column has one of thousands of values, with the values as one parameter. Floor 3.

SQLAlchemy writes out a parameter for each value of an IN, which takes longer than the question itself. Both databases
can take a list of texts apart by themselves, each by a function of its own.
"""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa


def among(column: sa.Column[Any], texts: Collection[str], connection: sa.Connection) -> sa.ColumnElement[bool]:
    """Whether the column holds one of the texts."""
    given = json.dumps(list(texts))
    if connection.dialect.name == "postgresql":
        parts = sa.func.json_array_elements_text(sa.cast(sa.literal(given, sa.Text), sa.JSON)).column_valued("part")
        return column.in_(sa.select(parts))
    return column.in_(sa.select(sa.func.json_each(given).table_valued("value").c.value))
