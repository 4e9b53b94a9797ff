"""Kinds of duties, declared by the rooms that open them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DutyKind:
    """A kind of duty.

    code: `leads.answer`; title: 核实线索; room: the room that opens and discharges it;
    url_name: the page where it is done, taking the subject's uid, after `where` if it takes more; verb: the button.
    """

    code: str
    title: str
    room: str
    url_name: str = ""
    verb: str = "办理"
    where: tuple[str, ...] = ()


_kinds: dict[str, DutyKind] = {}


def declare(kind: DutyKind) -> DutyKind:
    """Declare a kind, in `AppConfig.ready` or the room's `api`. Raises ValueError for two under one code."""
    known = _kinds.setdefault(kind.code, kind)
    if known != kind:
        raise ValueError(f"duty kind {kind.code} is declared twice")
    return kind


def duty_kind(code: str) -> DutyKind:
    """The kind with this code. Raises KeyError."""
    return _kinds[code]
