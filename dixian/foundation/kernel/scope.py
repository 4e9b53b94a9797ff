"""What a model says about who may see its rows; plain values, enforced by `foundation.accounts`.

One declaration serves the queryset (`.visible_to`) and PostgreSQL's row security, so the two
cannot drift apart.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Through:
    """A table that says which units reach a row besides its own: those in `unit` of the rows whose `key` is the row's `column`.

    model: its label (`wing_room.Model`); it is open to everybody, or the post reaches its rows by the same unit. where: what its rows must say, a column and a text.
    """

    column: str
    model: str
    key: str
    unit: str
    where: tuple[str, str] | None = None


@dataclass(frozen=True)
class Scope:
    """Columns through which a post may reach a row; any one of them suffices.

    area: column with an area id (a village, or the township itself).
    unit: column with a unit id.
    through: another table that names more units, as those that lead what this row is part of.
    household: column with a household id, for posts that reach single households.
    overseer: code of a unit whose posts reach every row, as the 组织部 all that is about resident teams.
    post: column with a post id, for rows that belong to one post.
    guard: column that is set on rows which are nobody's business but the area's people, the post that
        looks after the household, and the unit named in `unit`: another unit that has merely come to
        reach the household does not see them.
    holder: column with the blind index of what only its holder knows (a query code, a token). Whoever names it in
        this transaction may add a row with it and read that row, and nothing else; it widens no list of a post.
    everyone: no restriction; `reason` says why that is safe.
    """

    area: str | None = None
    unit: str | None = None
    through: Through | None = None
    household: str | None = None
    overseer: str | None = None
    post: str | None = None
    guard: str | None = None
    holder: str | None = None
    everyone: bool = False
    reason: str = ""

    def __post_init__(self) -> None:
        if self.everyone == bool(self.area or self.unit or self.through or self.household or self.post):
            raise ValueError("a scope names columns, or is open to everyone with a reason")
        if self.guard and not self.household:
            raise ValueError("a guard narrows the way through single households")
        if self.everyone and not self.reason:
            raise ValueError("an open scope says why")


def open_to_all(reason: str) -> Scope:
    """Rows that hold nothing about a household; `reason` is kept for the reader and the docs."""
    return Scope(everyone=True, reason=reason)
