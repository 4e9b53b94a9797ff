"""The papers whose wording the county edits: which placeholders each has, and the wording that comes with the program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dixian.foundation.papers.paper import Filling, Paper


@dataclass(frozen=True, kw_only=True)
class PaperKind:
    """A paper that is filled from a template.

    template: the packaged wording, with placeholders where values stand. values: placeholder -> a sample of it.
    lists: list -> sample rows; the row of a table that holds a list's placeholders is repeated for each of its rows.
    needed: placeholders no template may lack. public: it hangs in the village, so some words may not stand on it (facts 1.4).
    """

    code: str
    title: str
    group: str
    template: Paper
    values: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    needed: Sequence[str] = ()
    public: bool = False

    def list_of(self, name: str) -> str:
        """The list a placeholder belongs to; "" for a value of its own or an unknown one."""
        return next((one for one, rows in self.lists.items() if name in rows[0]), "")

    @property
    def names(self) -> list[str]:
        """All placeholders."""
        return [*self.values, *(name for rows in self.lists.values() for name in rows[0])]

    @property
    def sample(self) -> Filling:
        """What a preview is filled with; nobody of the county."""
        return Filling(self.values, self.lists)


_kinds: dict[str, PaperKind] = {}


def declare(kind: PaperKind) -> PaperKind:
    """A paper says how it is filled."""
    _kinds[kind.code] = kind
    return kind


def kind_of(code: str) -> PaperKind | None:
    """The declared kind of this code."""
    return _kinds.get(code)


def kinds() -> list[PaperKind]:
    """All, in the order of their declaration."""
    return list(_kinds.values())
