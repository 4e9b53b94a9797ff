"""What moves a place, and so decides who sees households, is proposed: one asks, the security administrator agrees.

Areas know no proposals; a change that moves nothing is made at once. Decision 0023.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas import api as areas
from dixian.foundation.policy.actions import propose
from dixian.foundation.policy.enums import ProposalState
from dixian.foundation.policy.models import Proposal
from dixian.foundation.policy.place_lists import LISTS, Rows, arguments_of, run_list, told_of
from dixian.foundation.policy.rules import LONGEST
from dixian.foundation.policy.subjects import Subject, approved_by, declare

PLACE = "place"
Record = areas.Area | areas.Unit | areas.HandledBy
Values = dict[str, Any]
MODELS: dict[str, Any] = {"area": areas.Area, "unit": areas.Unit}


@dataclass(frozen=True)
class Move:
    """An action that may move a place. word: what it calls the record; guarded: whether it does, with these values;
    told: what that means, in sentences; since: which of the values is the day.
    """

    model: Any
    word: str
    run: Callable[..., Any]
    guarded: Callable[[Any, Values], object]
    told: Callable[[Any, Values], list[str]]
    since: str = "since"


def _always(_record: Any, _values: Values) -> bool:
    return True


def _ends(place: Any, values: Values) -> bool:
    return areas.ends_into_another(place, values["successor"])


MOVES = {
    "handle": Move(areas.Area, "area", areas.confirm_handler, _always, areas.sight.of_handling),
    "correct-handler": Move(
        areas.HandledBy,
        "handled",
        areas.correct_handler,
        areas.handled_otherwise,
        areas.sight.of_correction,
        "valid_from",
    ),
    "change-area": Move(areas.Area, "area", areas.change_area, areas.guarded_fields, areas.sight.of_area),
    "change-unit": Move(areas.Unit, "unit", areas.change_unit, areas.guarded_fields, areas.sight.of_unit),
    "end-area": Move(areas.Area, "area", areas.end_area, _ends, areas.sight.of_ended_area, "on"),
    "end-unit": Move(areas.Unit, "unit", areas.end_unit, _ends, areas.sight.of_ended_unit, "on"),
}
CODES = {move.run: code for code, move in MOVES.items()}


def propose_move(*, run: Callable[..., Any], record: Any, values: Values, post: Post) -> Proposal | None:
    """The proposal where this action with these values moves a place; None where it may be done at once.

    values: what the action takes besides the record. Raises NotAllowed; Refusal where it can't be done, or another
    about the same place waits.
    """
    code = CODES.get(run)
    if code is None or not MOVES[code].guarded(record, values):
        return None
    move = MOVES[code]
    told = move.told(record, values)
    arguments = {
        "move": code,
        "record": str(record.uid),
        "places": [_place(record)],
        "values": {name: _packed(value) for name, value in values.items()},
        "valid_from": values[move.since].isoformat(),
        "told": told,
    }
    return propose(code=PLACE, label=told[0], arguments=arguments, source=values["source"], post=post)


def load_or_propose(*, what: str, rows: Rows, name: str, post: Post) -> Any:
    """A list of areas or units is taken (`Applied`); where one of its rows moves a place, all of it is proposed.

    name: of the file. Raises as `propose_move`.
    """
    about = LISTS[what]
    tried = about.apply(rows=rows, preview=True)
    if not tried.moves:
        return about.apply(rows=rows, preview=False)
    label = f"导入{about.title}表，其中 {len(tried.moves)} 个改变隶属、代管或并入"
    source = f"{about.title}表“{name}”"[:LONGEST]
    return propose(
        code=PLACE, label=label, arguments=arguments_of(what, rows, tried), source=source, post=post
    )


def move_waiting(place: areas.Area | areas.Unit) -> Proposal | None:
    """The proposal that waits about a place."""
    waiting = Proposal.objects.filter(subject=PLACE, state=ProposalState.WAITING).select_related("submitter")
    return next((one for one in waiting if _place(place) in one.arguments["places"]), None)


def _place(record: Record) -> str:
    about = record.area if isinstance(record, areas.HandledBy) else record
    return f"{'unit' if isinstance(about, areas.Unit) else 'area'} {about.code}"


def _packed(value: Any) -> Any:
    """A value of a form as JSON."""
    if isinstance(value, areas.Area | areas.Unit):
        return {"unit" if isinstance(value, areas.Unit) else "area": value.code}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _unpacked(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    [(kind, text)] = value.items()
    return date.fromisoformat(text) if kind == "day" else MODELS[kind].objects.get(code=text)


def _asked(arguments: dict[str, Any]) -> tuple[Move, Any, Values]:
    move = MOVES[arguments["move"]]
    # Held, so that of two at once the second sees the first.
    record = move.model.objects.select_for_update().get(uid=UUID(arguments["record"]))
    return move, record, {name: _unpacked(value) for name, value in arguments["values"].items()}


def _version(arguments: dict[str, Any]) -> str:
    """Changes with the record, and with what the approver was told: who sees what by it."""
    if "list" in arguments:
        held = MODELS[LISTS[arguments["list"]].word].objects.select_for_update().order_by("id")
        list(held.filter(code__in=[row["code"] for _, row in arguments["rows"]]).values_list("id"))
        said = [told_of(run_list(arguments, preview=True))]
    else:
        move, record, values = _asked(arguments)
        said = [record.version, move.told(record, values)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:40]


def _try(arguments: dict[str, Any]) -> None:
    """Do it and take it back. Raises Refusal where it can't be done."""
    with transaction.atomic():
        _apply(arguments, "")
        transaction.set_rollback(True)


def _apply(arguments: dict[str, Any], _source: str) -> None:
    if "list" in arguments:
        run_list(arguments, preview=False)
        return
    move, record, values = _asked(arguments)
    move.run(**{move.word: record}, **values)


def _told(arguments: dict[str, Any]) -> Sequence[str]:
    lines: list[str] = arguments["told"]
    return lines


declare(
    Subject(
        PLACE,
        "改变区划、单位的隶属和代管",
        Capability.MANAGE_AREAS,
        approved_by(Capability.APPROVE_ACCOUNTS),
        _version,
        _apply,
        _try,
        lines=_told,
        by_paper=False,
        named=lambda arguments: arguments["places"],
    )
)
