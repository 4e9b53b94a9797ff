"""Rows of a roster as rows of tables: sealed, indexed, numbered. Runs in worker processes, without a database."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dixian.foundation.kernel.text import name_key
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.vault.blind import TAIL, blind
from dixian.foundation.vault.fields import seal_text
from dixian.registry.households.pinyin import initials

# Code of the table `certificate_kind`.
ID_CARD = "id_card"


class Tables:
    """Names of the register's tables."""

    HOUSEHOLD = "registry_households_household"
    PERSON = "registry_households_person"
    MEMBERSHIP = "registry_households_membership"


_RECORD = ("uid", "version", "made_at", "made_by", "made_by_post")
HOUSEHOLD_COLUMNS = (
    "id",
    *_RECORD,
    "number",
    "village_id",
    "group_name",
    "address",
    "head_name",
    "kind",
    "monitored",
    "risk_eliminated",
    "monitored_month",
    "eliminated_month",
    "ahead",
    "size",
    "phone",
    "phone_index",
    "valid_to",
)
PERSON_COLUMNS = (
    "id",
    *_RECORD,
    "number",
    "household_id",
    "village_id",
    "name",
    "name_key",
    "initials",
    "id_number",
    "id_index",
    "id_tail_index",
    "sex",
    "birth",
    "relation",
    "certificate",
    "certificate_number",
    "residence",
    "phone",
    "phone_index",
    "valid_from",
    "valid_to",
    "end_cause",
)
MEMBERSHIP_COLUMNS = (*_RECORD, "person_id", "household_id", "village_id", "valid_from", "valid_to")


@dataclass(frozen=True)
class PersonRow:
    """One person of a roster; `id_number` and `phone` may be empty."""

    number: str
    name: str
    id_number: str
    sex: str
    birth: date | None
    relation: str
    phone: str


@dataclass(frozen=True)
class HouseholdRow:
    """One household of a roster, its head first among `persons`; `village` is an area id."""

    number: str
    village: int
    group_name: str
    kind: str
    monitored: str
    phone: str
    persons: tuple[PersonRow, ...]


@dataclass(frozen=True)
class Stamp:
    """What every row of one load carries: who registers it, with which post, when, and since when it holds."""

    author: str
    post: int | None
    at: str
    since: date

    def record(self) -> tuple[Any, ...]:
        """The columns every record has, with a new uid."""
        return (new_uid().hex, 1, self.at, self.author, self.post)


@dataclass
class Chunk:
    """Rows ready to be written, in the order of the column tuples."""

    households: list[tuple[Any, ...]] = field(default_factory=list)
    persons: list[tuple[Any, ...]] = field(default_factory=list)
    memberships: list[tuple[Any, ...]] = field(default_factory=list)


def seal_chunk(rows: list[HouseholdRow], household_id: int, person_id: int, stamp: Stamp) -> Chunk:
    """Number the rows from the given ids on and seal what is to be sealed."""
    chunk = Chunk()
    for row in rows:
        head = row.persons[0]
        chunk.households.append(
            (
                household_id,
                *stamp.record(),
                row.number,
                row.village,
                row.group_name,
                row.group_name,
                head.name,
                row.kind,
                row.monitored,
                False,
                "",
                "",
                False,
                len(row.persons),
                *sealed_phone(row.phone, Tables.HOUSEHOLD),
                None,
            )
        )
        for person in row.persons:
            chunk.persons.append(_person(person, person_id, household_id, row.village, stamp))
            chunk.memberships.append(
                (*stamp.record(), person_id, household_id, row.village, stamp.since, None)
            )
            person_id += 1
        household_id += 1
    return chunk


def _person(
    person: PersonRow, person_id: int, household_id: int, village: int, stamp: Stamp
) -> tuple[Any, ...]:
    number = person.id_number
    return (
        person_id,
        *stamp.record(),
        person.number,
        household_id,
        village,
        person.name,
        name_key(person.name),
        initials(person.name)[:20],
        *sealed_number(number),
        person.sex,
        person.birth,
        person.relation,
        ID_CARD if number else "",
        None,
        "",
        *sealed_phone(person.phone, Tables.PERSON),
        stamp.since,
        None,
        "",
    )


def sealed_number(number: str) -> tuple[bytes | None, bytes | None, bytes | None]:
    """An ID number sealed, its blind index, and that of its last four."""
    if not number:
        return None, None, None
    return (
        seal_text(number, f"{Tables.PERSON}.id_number"),
        blind(number, "id"),
        blind(number[-TAIL:], "id_tail"),
    )


def sealed_phone(phone: str, table: str) -> tuple[bytes | None, bytes | None]:
    """A telephone number of a table's row sealed, and its blind index."""
    if not phone:
        return None, None
    return seal_text(phone, f"{table}.phone"), blind(phone, "phone")
