"""Kinds of facts, declared by the rooms that own them."""

from dataclasses import dataclass
from typing import Literal

Value = Literal["num", "day", "code", "text"]


@dataclass(frozen=True)
class FactKind:
    """code: `health.own_cost`; title; which value column it uses; the code of the unit that owns it.

    sensitive: known to the owner, the area's people, the household's helper and the bureau only.
    """

    code: str
    title: str
    value: Value
    owner: str
    sensitive: bool = False
    unit: str = ""


_kinds: dict[str, FactKind] = {}


def declare(kind: FactKind) -> FactKind:
    """Declare a kind, in `AppConfig.ready`. Raises ValueError for two under one code."""
    known = _kinds.setdefault(kind.code, kind)
    if known != kind:
        raise ValueError(f"fact kind {kind.code} is declared twice")
    return kind


def kind_of(code: str) -> FactKind:
    """The declared kind. Raises KeyError."""
    return _kinds[code]


def all_kinds() -> list[FactKind]:
    """All declared kinds, by code."""
    return [kind for _, kind in sorted(_kinds.items())]
