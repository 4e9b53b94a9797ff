"""What a row of a roster says happened, as an event of the register. How to read it is data of its kind.

    [kind.change]
    finds = [["name", "id_number"], ["head_name", "head_number"]]   # columns of name and number, tried in this order
    [[kind.change.case]]                                            # the first that fits
    when = { direction = ["迁入", "迁来"] }                           # column -> one of its values; leave out for every row
    event = "move_in"                                               # registry.households.enums.EventKind
    who = ["name", "id_number"]                                     # whom it happened to
    home = ["head_name", "head_number"]                             # into whose household; leave out for none
    place = ["to_township", "to_village"]                           # where to; leave out for nowhere

The day is the kind's `day_column`; `sex` and `relation` are columns of these codes.
"""

from collections.abc import Sequence
from typing import Any

from dixian.foundation.kernel.text import tidy
from dixian.foundation.vault.blind import blind
from dixian.registry.households.api import NOBODY, Event, Named, Person, name_key
from dixian.registry.households.enums import EventKind
from dixian.warning.submissions.kinds import ID, NAME
from dixian.warning.submissions.models import DataKind, Row
from dixian.warning.submissions.rowcontent import PLACES

Pair = tuple[str, str]


def pairs_of(kind: DataKind) -> list[Pair]:
    """The columns of name and number by which a row is matched, in the order in which they are tried."""
    return [(name, number) for name, number in kind.change.get("finds", [(NAME, ID)])]


def given_of(kind: DataKind, values: dict[str, Any]) -> list[Pair]:
    """Those of them of whom a row says anything; the first in any case."""
    pairs = pairs_of(kind)
    return [pair for pair in pairs if any(values.get(code) for code in pair)] or pairs[:1]


def needed_of(kind: DataKind, values: dict[str, Any]) -> list[Pair]:
    """Of those the ones without whom nothing follows from a row: whom it happened to, and into whose household."""
    case = _case(kind, values) or {}
    return [
        pair for pair in pairs_of(kind) if pair in (tuple(case.get("who", ())), tuple(case.get("home", ())))
    ]


def said_of(kind: DataKind, values: dict[str, Any]) -> tuple[str, str]:
    """The name of whom a row is about, and the place it writes of, as it is written: of a birth the child, not the mother."""
    cases = kind.change.get("case", ())
    case = _case(kind, values) or (cases[0] if cases else {})
    name = next((text for code in (*case.get("who", ())[:1], NAME) if (text := values.get(code))), "")
    places = (case.get("place", ()), PLACES)
    given = [[str(values[code]) for code in codes if values.get(code)] for codes in places]
    return str(name), " ".join(next((one for one in given if one), []))


def founds(kind: DataKind) -> bool:
    """Whether a row may tell of people nobody knows yet, who found a household of their own."""
    return any(
        case["event"] == EventKind.MOVE_IN and case.get("place") for case in kind.change.get("case", ())
    )


def event_of(row: Row, values: dict[str, Any], kind: DataKind) -> Event | None:
    """What a row says; values: as they were sealed. None where no case fits or the day is not known."""
    case = _case(kind, values)
    if case is None or row.day is None:
        return None
    who, home, place = (tuple(case.get(part, ())) for part in ("who", "home", "place"))
    found = _found(row.person, values, pairs_of(kind)) if row.person else who
    sex, relation = (tidy(values.get(code)) for code in ("sex", "relation"))
    township, village = (tidy(values.get(code)) for code in place or ("", ""))
    return Event(
        row=row.number,
        kind=EventKind(case["event"]),
        on=row.day,
        person=row.person_id,
        who=_named(values, who),
        home=_named(values, home) if home else NOBODY,
        found="who" if found == who else "home" if found == home else "other",
        sex=sex,
        relation=relation,
        township=township,
        village=village,
    )


def _case(kind: DataKind, values: dict[str, Any]) -> dict[str, Any] | None:
    cases = kind.change.get("case", ())
    return next((one for one in cases if _fits(one.get("when", {}), values)), None)


def _fits(when: dict[str, list[str]], values: dict[str, Any]) -> bool:
    return all(values.get(code) in wanted for code, wanted in when.items())


def _named(values: dict[str, Any], pair: Sequence[str]) -> Named:
    name, number = (tidy(values.get(code)) for code in pair)
    return Named(name, number.upper())


def _found(person: Person, values: dict[str, Any], pairs: Sequence[Pair]) -> Pair:
    """By whom of those it names a row came to this person: the number says it before the name."""
    given = [pair for pair in pairs if _named(values, pair)] or list(pairs)
    numbered = bytes(person.id_index or b"")
    for pair in given:
        if (number := _named(values, pair).number) and blind(number, "id") == numbered:
            return pair
    named = (pair for pair in given if name_key(_named(values, pair).name) == person.name_key)
    return next(named, given[0])
