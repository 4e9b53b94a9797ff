"""What a change writes, as columns of the two tables: sealed, indexed, in types. Runs without a database."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dixian.foundation.kernel.text import name_key
from dixian.foundation.vault.fields import seal_text
from dixian.registry.households.changes.content import open_content
from dixian.registry.households.pinyin import initials
from dixian.registry.households.sealing import Tables, sealed_number, sealed_phone

Values = dict[str, Any]
NUMBER, PHONE = ("id_number", "id_index", "id_tail_index"), ("phone", "phone_index")
DAYS = ("birth", "valid_to")
# Written by what knows the other records: where somebody belongs, who is head and how many they are.
PLACED = ("household", "head_name", "size")


def written_columns(content: bytes, fields: Sequence[str], *, table: str) -> tuple[Values, dict[str, Any]]:
    """The columns that these fields of a sealed change write, and what it holds, opened."""
    opened = open_content(content)
    return columns_of({name: opened["after"].get(name) for name in fields}, table), opened


def columns_of(after: Mapping[str, Any], table: str) -> Values:
    """Field -> value as columns of a table; what is placed by others is left out."""
    made: Values = {}
    for name, value in after.items():
        if name in PLACED:
            continue
        if name == "name":
            made |= {"name": value, "name_key": name_key(value), "initials": initials(value)[:20]}
        elif name == "id_number":
            made |= dict(zip(NUMBER, sealed_number(value or ""), strict=True))
        elif name == "phone":
            made |= dict(zip(PHONE, sealed_phone(value or "", table), strict=True))
        elif name == "certificate_number":
            made[name] = seal_text(value, f"{Tables.PERSON}.certificate_number") if value else None
        elif name in DAYS:
            made[name] = date.fromisoformat(value) if value else None
        elif name == "village":
            made["village_id"] = value
        else:
            made[name] = "" if value is None else value
    return made


def written_pieces(
    pieces: Sequence[tuple[bytes, Sequence[str], str]],
) -> list[tuple[Values, dict[str, Any]]]:
    """The same for many; for processes of their own."""
    return [written_columns(content, fields, table=table) for content, fields, table in pieces]
