"""A person as a register lists them."""

from collections.abc import Sequence
from typing import NamedTuple

from dixian.registry.matching.names import key_of, others_of


class Listed(NamedTuple):
    """A person of the register, as it is written there."""

    person: str
    household: str
    name: str
    number: str
    township: str = ""
    village: str = ""
    former: str = ""


def bears(person: Listed, keys: Sequence[str]) -> bool:
    """Whether this is or was the person's name."""
    if key_of(person.name) in keys:
        return True
    return bool(person.former) and not set(others_of(None, person.former)).isdisjoint(keys)
