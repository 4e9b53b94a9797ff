"""Rows of a file against a register: what is as it should be first, the rest by the rules."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from dixian.foundation.kernel.collection import no_collection
from dixian.foundation.kernel.text import tidy
from dixian.registry.matching.bins import AGREED, LINKED, REPAIRED, Match
from dixian.registry.matching.candidates import Asked
from dixian.registry.matching.names import beside_kin, is_plain, others_of, written_key
from dixian.registry.matching.numbers import KEPT, Number, read_number
from dixian.registry.matching.register import Listed, LookUp, Register
from dixian.registry.matching.rules import place, placed
from dixian.registry.matching.sexes import sex_of

NAME, PERSON = Listed._fields.index("name"), Listed._fields.index("person")
TIDIED = "姓名中的空格、符号已去掉"
SWAPPED = "姓名和证件号码填反了，已对调"
# A name is written in Chinese; a lone letter or word under the number is no name that changed places.
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{2}")
DIGIT = re.compile(r"\d")
UNPLACED = Match("", "", "")


class Row(NamedTuple):
    """What a file says of a person: cells as the reader gives them, untouched.

    of_another: the name stands under 户主 and the like, or beside several numbers, the number does not; they may be
    those of two people.
    """

    name: object = None
    number: object = None
    township: object = None
    village: object = None
    household: object = None
    former: object = None
    of_another: bool = False
    sex: object = None


def match_rows(rows: Iterable[Row], register: Register) -> list[Match]:
    """One result for each row, in order."""
    owner = register.owner
    found: list[Match] = []
    left: list[tuple[int, Row]] = []
    add, made = found.append, tuple.__new__
    with no_collection():
        for row in rows:
            one = owner.get(row[1])  # type: ignore[call-overload]
            if one is not None and one[NAME] == row[0]:
                # Without the constructor, which takes longer than the look-up.
                add(made(Match, (LINKED, one[PERSON], AGREED, ())))
            else:
                left.append((len(found), row))
                add(UNPLACED)
        # By themselves: in between, rules and look-ups drive each other out of the processor's caches.
        for at, row in left:
            found[at] = _by_rules(row, register)
    return found


def swapped(row: Row) -> Row | None:
    """The row as it is meant where its number stands under the name and its name under the number; else None."""
    written = str(row.name)
    if not DIGIT.search(written) or HAN.search(written):
        return None
    number, name = read_number(row.name), tidy(row.number)
    whole = len(number.text) >= KEPT or bool(number.kept)
    if not whole or not HAN.search(name) or DIGIT.search(name):
        return None
    return row._replace(name=row.number, number=row.name)


def match_row(row: Row, register: LookUp) -> Match:
    """The place of one row; of most nothing is to be mended, and number and name say it as they stand."""
    one = register.sole(row.number)
    if one is not None and one.name == row.name:
        return Match(LINKED, one.person, AGREED)
    return _by_rules(row, register)


def _by_rules(row: Row, register: LookUp) -> Match:
    if not is_plain(row.name):
        return _written_otherwise(row, register)
    number = read_number(row.number)
    one = register.sole(number.text)
    # Most numbers that are not as they should be are so once they are read.
    if one is not None and one.name == row.name:
        return placed(number, one, AGREED)
    key = str(row.name)
    names = (key, *others_of(key, row.former)) if row.former else (key,)
    return place(_asked(row, names, number), register)


def _written_otherwise(row: Row, register: LookUp) -> Match:
    """A row whose name does not stand in its cell as names are compared."""
    if meant := swapped(row):
        match = match_row(meant, register)
        by_itself = REPAIRED if match.bin == LINKED else match.bin
        return match._replace(bin=by_itself, reason=f"{SWAPPED}；{match.reason}")
    key = written_key(row.name)
    names = (key, *others_of(row.name, row.former)) if key else ()
    asked = _asked(row, names, read_number(row.number))
    if beside_kin(row.name):
        asked = asked._replace(of_another=True)
    match = place(asked, register)
    if match.bin == LINKED and key and key != row.name:
        return _tidied(row, match)
    return match


def _asked(row: Row, names: tuple[str, ...], number: Number) -> Asked:
    places = (_same(row.township), _same(row.village), _same(row.household))
    return Asked(names, number, *places, row.of_another, sex_of(row.sex))


@lru_cache(maxsize=10_000)
def _same(place: object) -> str:
    """A county has few places and a file names them over and over."""
    return tidy(place)


def _tidied(row: Row, match: Match) -> Match:
    return Match(REPAIRED, match.person, f"{TIDIED}；{match.reason}")
