"""What the two working roles may do with a table; plain values, enforced by PostgreSQL.

Where a model declares nothing, its history says it (`BY_HISTORY`): rows that stay can be added, rows
that change can be changed, and nobody takes a row away.
"""

import re
from dataclasses import dataclass

Verbs = tuple[str, ...]

WEB, WORKER = "dixian_web", "dixian_worker"
READ: Verbs = ("SELECT",)
ADD: Verbs = ("SELECT", "INSERT")
CHANGE: Verbs = ("SELECT", "INSERT", "UPDATE")
ALL: Verbs = ("SELECT", "INSERT", "UPDATE", "DELETE")
NOTHING: Verbs = ()


@dataclass(frozen=True)
class Grants:
    """web, worker: SQL verbs; `UPDATE (state)` allows a column alone.

    hidden: columns neither of them reads or writes.
    county_only: rows are written only by who reaches the whole county, whoever may read them.
    numbered: the worker numbers the rows of a bulk load itself and sets the sequence on.
    """

    web: Verbs
    worker: Verbs
    hidden: tuple[str, ...] = ()
    county_only: bool = False
    numbered: bool = False

    def of(self, role: str) -> Verbs:
        """The verbs of one of the two roles."""
        return self.web if role == WEB else self.worker


BY_HISTORY = {"insert_only": Grants(ADD, ADD), "editable": Grants(CHANGE, CHANGE)}


def split(verb: str) -> tuple[str, tuple[str, ...]]:
    """`UPDATE (a, b)` -> the verb and its columns; without columns the verb is for the whole row."""
    name, *columns = re.findall(r"\w+", verb)
    return name, tuple(columns)
