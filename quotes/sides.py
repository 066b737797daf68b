"""Which of the stances of a statement counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, func, select

from quotes.models import Stance, StanceLabel

PERSON = "person"
"""The method of what a person decided."""


def effective() -> Select[*tuple[Any, ...]]:
    """The one stance of each statement on each topic that counts.

    A person's decision, else what a level found, else unclear. Later levels only look at what is unclear before, so at
    most one of them found a side.
    """
    order = case((Stance.method == PERSON, 0), (Stance.label != StanceLabel.UNCLEAR, 1), else_=2)
    turn = func.row_number().over(partition_by=(Stance.statement_id, Stance.topic_id), order_by=(order, Stance.id))
    ranked = select(*Stance.__table__.c, turn.label("turn")).subquery("ranked")
    return select(*(column for column in ranked.c if column.name != "turn")).where(ranked.c.turn == 1)
