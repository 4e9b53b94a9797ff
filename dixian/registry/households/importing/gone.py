"""Who lives in the villages of a full roster and does not stand in it."""

from collections.abc import Iterator
from datetime import date

from dixian.registry.households.changes.drafts import Draft
from dixian.registry.households.changes.succession import successions
from dixian.registry.households.enums import ChangeKind, EndCause
from dixian.registry.households.importing.compared import Compared
from dixian.registry.households.models import Person

PIECE = 2000


def gone(all_of: Compared, day: date) -> Iterator[list[Draft]]:
    """In pieces. Whoever has the name of a row that could not be read stays; where a head goes, another is proposed."""
    for village in sorted(all_of.covered):
        last = 0
        left: list[Draft] = []
        living = Person.objects.filter(village_id=village, valid_to=None).order_by("id")
        columns = ("id", "version", "name", "name_key", "household_id")
        while rows := list(living.filter(id__gt=last).values_list(*columns)[:PIECE]):
            last = rows[-1][0]
            ended = [
                Draft(
                    ChangeKind.END_PERSON,
                    name,
                    {"valid_to": None, "end_cause": ""},
                    {"valid_to": day.isoformat(), "end_cause": EndCause.NOT_LISTED.value},
                    household=household,
                    person=id_,
                    village=village,
                    touched=version,
                )
                for id_, version, name, key, household in rows
                if id_ not in all_of.seen and key not in all_of.unsure
            ]
            left += ended
            yield ended
        yield successions(left, day, drafted=all_of.drafted, headed=all_of.headed)
