"""Rows of a file matched against the register. Nothing here writes."""

from collections.abc import Sequence

from dixian.registry.households.api import name_key
from dixian.registry.matching.api import Candidate, Link, link_rows
from dixian.warning.submissions.enums import Bin
from dixian.warning.submissions.kinds import NAME
from dixian.warning.submissions.models import Row
from dixian.warning.submissions.rowcontent import open_row

CHANGED = "提交时户档案与预览时不同："


def match(rows: Sequence[Row]) -> list[Link]:
    """Where each row belongs in the register as it is now, in their order."""
    return list(
        link_rows(
            [
                Candidate(
                    position, bytes(row.id_index), name_key(open_row(bytes(row.content))["values"][NAME])
                )
                for position, row in enumerate(rows)
            ]
        )
    )


def put(row: Row, link: Link) -> None:
    """Give a row the place a link says. Only a linked row has a person."""
    person = link.resident if link.bin == Bin.LINKED else None
    row.bin, row.reason = link.bin, link.reason
    row.person_id = person.person if person else None
    row.household_id = person.household if person else None
    row.village_id = person.village if person else None


def replaced(rows: Sequence[Row]) -> list[Row]:
    """The rows whose place is another than at the preview, with the new one and a word about it."""
    changed = []
    for row, link in zip(rows, match(rows), strict=True):
        before = (row.bin, row.person_id, row.household_id, row.village_id)
        first_time = row.bin == Bin.WAITING
        put(row, link)
        if (row.bin, row.person_id, row.household_id, row.village_id) == before:
            continue
        if not first_time:
            row.reason = f"{CHANGED}{row.reason}"
        changed.append(row)
    return changed
