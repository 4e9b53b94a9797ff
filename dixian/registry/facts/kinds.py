"""Kinds of facts, declared by the rooms that own them, in code or as data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from dixian.foundation.kernel.money import yuan

Value = Literal["num", "day", "code", "text"]


@dataclass(frozen=True)
class FactKind:
    """code: `health.own_cost`; title; which value column it uses; the code of the unit that owns it.

    sensitive: known to the owner, the area's people, the household's helper and the bureau only.
    many: several values are true of a subject at once (diagnoses), not one at a time (an amount).
    """

    code: str
    title: str
    value: Value
    owner: str
    sensitive: bool = False
    unit: str = ""
    many: bool = False

    def in_words(self, value: Decimal | date | str) -> str:
        """A value as people read it: money, or a figure with its unit."""
        if not isinstance(value, Decimal):
            return str(value)
        return yuan(value) if self.unit in ("", "元") else f"{value.normalize():f}{self.unit}"


_kinds: dict[str, FactKind] = {}
_providers: list[Callable[[], Iterable[FactKind]]] = []


def declare(kind: FactKind) -> FactKind:
    """Declare a kind, in `AppConfig.ready`. Raises ValueError for two under one code."""
    known = _kinds.setdefault(kind.code, kind)
    if known != kind:
        raise ValueError(f"fact kind {kind.code} is declared twice")
    return kind


def provide(provider: Callable[[], Iterable[FactKind]]) -> None:
    """A room whose kinds of facts are data says here how to read them; in `AppConfig.ready`."""
    if provider not in _providers:
        _providers.append(provider)


def kinds_by_code() -> dict[str, FactKind]:
    """All kinds, those of the program before those that are data."""
    provided = {kind.code: kind for provider in _providers for kind in provider()}
    return {**provided, **_kinds}
