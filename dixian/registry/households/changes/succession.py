"""Changes that come with a head who goes: somebody else of the household becomes head, in the same proposal.

Who and what the others are is proposed by `relations`; the approver sees it in the difference.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from dixian.registry.households.changes.drafts import Draft
from dixian.registry.households.changes.relations import Member, following, of_former, successor
from dixian.registry.households.changes.rules import HEAD
from dixian.registry.households.enums import ChangeKind
from dixian.registry.households.models import Person

COLUMNS = ("household_id", "village_id", "id", "name", "relation", "sex", "birth", "version")
GOING = (ChangeKind.END_PERSON, ChangeKind.MOVE_PERSON)
PIECE = 500
# Person -> relation, as somebody has said it.
Said = Mapping[int, str]


def successions(
    drafts: Sequence[Draft],
    today: date,
    *,
    drafted: Collection[int] = (),
    headed: Collection[int] = (),
    chosen: int | None = None,
    said: Said | None = None,
) -> list[Draft]:
    """The changes of those who stay, for each household whose head ends or moves by `drafts`. A query for 500 of them.

    drafted: persons whom other changes of the batch are about; they are left to these. headed: households that get
    a head by these. chosen: the person somebody chose as head.
    """
    going = {one.person: one for one in drafts if one.kind in GOING and one.person}
    about = {one.person for one in drafts if one.person} | set(drafted)
    taken = set(headed) | {
        one.household for one in drafts if one.after.get("relation") == HEAD and one.person not in going
    }
    homes = sorted({one.household for one in going.values() if one.household} - taken)
    made: list[Draft] = []
    for start in range(0, len(homes), PIECE):
        living = Person.objects.filter(household_id__in=homes[start : start + PIECE], valid_to=None)
        members: dict[tuple[int, int], list[Member]] = {}
        for home, village, *known in living.order_by("household_id", "id").values_list(*COLUMNS):
            members.setdefault((home, village), []).append(Member(*known))
        for (home, village), own in members.items():
            gone = next((one for one in own if one.relation == HEAD and one.id in going), None)
            staying = [one for one in own if one.id not in going]
            free = [one for one in staying if one.id not in about]
            if gone and free and not any(one.relation == HEAD for one in staying):
                head = next((one for one in free if one.id == chosen), None) or successor(free, today)
                made += _resettled(free, head, gone, said or {}, (home, village, going[gone.id].row))
    return made


def relation_drafts(
    members: Iterable[Member], head: Member, former: Member, said: Said, *, home: int, village: int
) -> list[Draft]:
    """One becomes head instead of another, who stays."""
    return _resettled(members, head, former, said, (home, village, None))


def _resettled(
    members: Iterable[Member], head: Member, former: Member, said: Said, where: tuple[int, int, int | None]
) -> list[Draft]:
    home, village, row = where
    drafts = []
    for one in members:
        relation = HEAD if one.id == head.id else said.get(one.id) or _following(one, head, former)
        if relation != one.relation:
            drafts.append(
                Draft(
                    ChangeKind.CORRECT_PERSON,
                    one.name,
                    {"relation": one.relation},
                    {"relation": relation},
                    household=home,
                    person=one.id,
                    village=village,
                    touched=one.version,
                    row=row,
                )
            )
    return drafts


def _following(one: Member, head: Member, former: Member) -> str:
    found = following(one.relation, sex=one.sex, head=head, former_sex=former.sex)
    return found or of_former(one.relation)
