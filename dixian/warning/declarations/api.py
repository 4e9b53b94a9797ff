"""The door of declarations."""

from dixian.warning.declarations.declaring import Receipt, code_for, declare, enter
from dixian.warning.declarations.entrances import end_entrance, entrance_of, entrances, open_entrance
from dixian.warning.declarations.knocking import (
    ASKED,
    OF_CODE,
    OF_VILLAGE,
    SENT,
    Knocking,
    knock,
    network_of,
    too_many,
)
from dixian.warning.declarations.many import TOGETHER, end_many, take_up_many
from dixian.warning.declarations.models import Declaration, DeclaredPhoto, Entrance, Passing
from dixian.warning.declarations.pleas import pleas
from dixian.warning.declarations.rules import digits_of, holds_together, parted, trouble
from dixian.warning.declarations.selectors import (
    Asked,
    Suggestion,
    asked,
    by_state,
    declarations,
    names,
    passings,
    photos,
    same_person,
    suggestions,
    sums,
    troubles_of,
)
from dixian.warning.declarations.settling import SOURCE, end, join, pass_on, take_up
from dixian.warning.declarations.telling import TELEPHONE, Told, choices, read

__all__ = [
    "ASKED",
    "OF_CODE",
    "OF_VILLAGE",
    "SENT",
    "SOURCE",
    "TELEPHONE",
    "TOGETHER",
    "Asked",
    "Declaration",
    "DeclaredPhoto",
    "Entrance",
    "Knocking",
    "Passing",
    "Receipt",
    "Suggestion",
    "Told",
    "asked",
    "by_state",
    "choices",
    "code_for",
    "declarations",
    "declare",
    "digits_of",
    "end",
    "end_entrance",
    "end_many",
    "enter",
    "entrance_of",
    "entrances",
    "holds_together",
    "join",
    "knock",
    "names",
    "network_of",
    "open_entrance",
    "parted",
    "pass_on",
    "passings",
    "photos",
    "pleas",
    "read",
    "same_person",
    "suggestions",
    "sums",
    "take_up",
    "take_up_many",
    "too_many",
    "trouble",
    "troubles_of",
]
