"""`IN` of many values, on PostgreSQL as one array instead of hundreds of places to parse."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.db.models.lookups import In


class Among(In):
    """A condition for `filter`: the field holds one of these values."""

    def __init__(self, field: str, values: Sequence[Any]) -> None:
        super().__init__(F(field), values)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """`field = ANY (array)`."""
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*parameters, list(self.rhs)]
