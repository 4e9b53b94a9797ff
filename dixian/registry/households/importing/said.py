"""What a row says of a person, beside what the register holds. Numbers are opened where they differ only."""

from typing import Any

from dixian.foundation.vault.blind import blind
from dixian.registry.households.changes.rules import differing
from dixian.registry.households.importing.known import KnownHousehold, KnownPerson
from dixian.registry.households.importing.rows import Line

# So many digits differ at most where a number was mistyped, the check character with it.
SLIPS = 3
OF_PERSON = ("name", "relation", "residence", "sex")


def said_of(line: Line) -> dict[str, Any]:
    """What a row says of a person, by fields of the register."""
    certificate = line.certificate
    birth = certificate.birth or line.values.get("birth")
    return {
        **{name: line.values.get(name) for name in OF_PERSON},
        "sex": certificate.sex or line.values.get("sex"),
        "birth": birth.isoformat() if birth else None,
        "id_number": certificate.id_number,
        "certificate": certificate.kind,
        "certificate_number": certificate.full,
        "phone": line.values.get("phone"),
    }


def differing_from(one: KnownPerson, said: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The old values of the fields that say something else, and their names; numbers are opened where they differ."""
    plain = {name: getattr(one, name) for name in (*OF_PERSON, "certificate")}
    # Numbers that were there before certificates were asked for are those of ID cards.
    plain["certificate"] = one.certificate or ("id_card" if one.id_index else "")
    if said["certificate"] == "disability_card" and plain["certificate"] == "id_card":
        # The card's number tells the ID number too; whoever had an ID card has it still.
        said = {**said, "certificate": plain["certificate"]}
    plain["birth"] = one.birth.isoformat() if one.birth else None
    fields = differing(plain, {name: said[name] for name in plain})
    before = {name: plain[name] for name in fields}
    for name, index, domain in (("id_number", one.id_index, "id"), ("phone", one.phone_index, "phone")):
        if said[name] and blind(said[name], domain) != index:
            sealed = getattr(one, name)
            fields.append(name)
            before[name] = sealed.open() if sealed else None
    full = one.certificate_number.open() if one.certificate_number and said["certificate_number"] else ""
    if said["certificate_number"] and said["certificate_number"] != full:
        fields.append("certificate_number")
        before["certificate_number"] = full
    return before, fields


def index_of(line: Line) -> bytes | None:
    """The blind index of the ID number a row has."""
    return blind(line.certificate.id_number, "id") if line.certificate.id_number else None


def are_two(one: KnownPerson, line: Line) -> bool:
    """Whether a namesake in the household is another person: numbers that are no slip of each other."""
    written = line.certificate.id_number
    if not written or one.id_number is None:
        return False
    return sum(a != b for a, b in zip(one.id_number.open(), written, strict=False)) > SLIPS


def says_so(known: KnownHousehold, after: dict[str, Any]) -> bool:
    """Whether the file has come to say of its monitoring what the register does."""
    if not known.monitored or after["monitored"] != known.monitored:
        return False
    return after["risk_eliminated"] is True if known.risk_eliminated else after["risk_eliminated"] is not True
