"""The lists follow what is known: new doubts come in, those whose cause is gone go out; nothing is written else."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import F

from dixian.commons.leads.api import NewSource, raise_leads
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number
from dixian.foundation.worklist.api import Obligation, cancel
from dixian.warning.alerts.topics import LeadsRaised
from dixian.warning.doubts.duties import ANSWER, LOOK, open_answers, open_looks
from dixian.warning.doubts.enums import STANDING, DoubtList, DoubtState
from dixian.warning.doubts.grounds import Cause, Key, causes, grounds
from dixian.warning.doubts.models import Doubt
from dixian.warning.doubts.rules import again, months_since
from dixian.warning.doubts.vanishing import ANEW, Going, going
from dixian.warning.verification.api import Answer

PIECE, AGAIN, STILL = 500, "doubt.again.months", "doubt.unreceived.months"


@dataclass
class Difference:
    """Doubts to come, to go, whose sentence is another one now (id, cause), and that nobody owes an answer yet."""

    come: list[tuple[Key, Cause]] = field(default_factory=list)
    go: list[Going] = field(default_factory=list)
    other: list[tuple[int, Cause]] = field(default_factory=list)
    unasked: list[int] = field(default_factory=list)

    def pieces(self) -> Iterator["Difference"]:
        """The same in transactions of some hundred; what goes makes room first."""
        for start in range(0, len(self.go), PIECE):
            yield Difference(go=self.go[start : start + PIECE])
        for start in range(0, max(len(self.come), len(self.other), len(self.unasked)), PIECE):
            part = slice(start, start + PIECE)
            yield Difference(come=self.come[part], other=self.other[part], unasked=self.unasked[part])


def difference() -> Difference:
    """What is to be written so that the lists are right today."""
    found, today, months = causes(), clock.today(), int(number(AGAIN))
    made, owed, over = Difference(), frozenset(found), list[Doubt]()
    asked = set(
        Obligation.objects.filter(kind=ANSWER.code, state="open").values_list("subject_uid", flat=True)
    )
    standing = Doubt.objects.filter(state__in=STANDING).select_related("lead").order_by("id")
    for one in standing.iterator(2000):
        cause = found.pop((one.household_id, one.list, one.code), None)
        under_way = one.lead is not None and one.lead.state != LeadState.CLOSED
        if cause is None:
            if one.list == DoubtList.UNRECEIVED or not (one.state == DoubtState.RAISED and under_way):
                over.append(one)
        elif one.state == DoubtState.OPEN:
            if (cause.sentence, cause.village) != (one.sentence, one.village_id):
                made.other.append((one.pk, cause))
        elif not under_way and _again(one, cause, today, months):
            made.go.append(Going(one.pk, one.uid, DoubtState.GONE, ANEW))
            found[one.household_id, one.list, one.code] = cause
        elif (one.state, one.list) == (DoubtState.RAISED, DoubtList.UNRECEIVED) and one.uid not in asked:
            made.unasked.append(one.pk)
    made.go += going(over, owed)
    made.come = sorted(found.items())
    return made


def write(part: Difference) -> None:
    """Write one piece in the open transaction."""
    today = clock.today()
    alike: dict[tuple[DoubtState, str], list[Going]] = defaultdict(list)
    for one in part.go:
        alike[one.state, one.how].append(one)
    for (state, how), ends in alike.items():
        gone = Doubt.objects.filter(pk__in=[one.doubt for one in ends])
        gone.update(state=state, ended=how[:200], gone_on=today, version=F("version") + 1)
        for kind in (LOOK, ANSWER):
            cancel(kind=kind.code, subject_uids=[one.uid for one in ends], reason=how)
    for pk, cause in part.other:
        told = {"sentence": cause.sentence[:300], "village": cause.village}
        Doubt.objects.filter(pk=pk).update(version=F("version") + 1, **told)
    _come(part.come)
    _ask(part.unasked)


def _again(one: Doubt, cause: Cause, today: date, months: int) -> bool:
    """Whether what somebody looked at has changed since, long enough ago; it comes in anew."""
    if one.looked_on is None:
        return False
    if one.list == DoubtList.UNRECEIVED:
        return months_since(one.looked_on, today) >= int(number(STILL))
    return again(looked_on=one.looked_on, sentence=cause.sentence, said=one.basis, today=today, months=months)


def _come(come: Sequence[tuple[Key, Cause]]) -> None:
    if not come:
        return
    today, units = clock.today(), {one.code: one.pk for one in Unit.objects.all()}
    first = first_verifiers([home for (home, _, _), _ in come])
    new: list[Doubt] = []
    owed: list[Doubt] = []
    for (home, which, code), cause in come:
        made = Doubt(
            list=which,
            code=code,
            household_id=home,
            village_id=cause.village,
            unit_id=units[grounds()[which, code].unit],
            sentence=cause.sentence[:300],
            found_on=today,
            first_by_id=first.get(home) if which == DoubtList.UNLISTED else None,
        )
        (new if which == DoubtList.UNLISTED else owed).append(made)
    Doubt.objects.bulk_create(new)
    rows = Doubt.objects.filter(pk__in=[one.pk for one in new]).select_related("household", "village")
    open_looks(list(rows.order_by("id")))
    become_leads(owed, save=True)
    _ask([one.pk for one in owed])


def _ask(doubts: Sequence[int]) -> None:
    """The units whose help it is owe their answers."""
    if doubts:
        open_answers(list(Doubt.objects.filter(pk__in=doubts).select_related("household").order_by("id")))


def first_verifiers(households: Sequence[int]) -> dict[int, int]:
    """Household -> who looked there last and found no risk, or nothing to be listed for."""
    given = Answer.objects.filter(household__in=households, verdict=Verdict.NO_RISK)
    looked = Doubt.objects.filter(household__in=households, looked_by__isnull=False)
    return {
        **dict(given.order_by("id").values_list("household_id", "answered_by_id")),
        **dict(looked.order_by("looked_on", "id").values_list("household_id", "looked_by_id")),
    }


def become_leads(doubts: Sequence[Doubt], *, save: bool = False) -> dict[UUID, int]:
    """Each becomes a lead, or joins its household's; the unit it is about is who reports. save: they are not stored yet."""
    if not doubts:
        return {}
    villages = _townships({one.village_id for one in doubts})
    raised = raise_leads(
        [
            NewSource(
                kind="doubt",
                source_uid=one.uid,
                group_uid=one.uid,
                unit=one.unit_id,
                household=one.household_id,
                village=one.village_id,
                township=villages[one.village_id],
                sentence=f"{one.get_list_display()}：{one.sentence}"[:300],
                opened_on=clock.today(),
            )
            for one in doubts
        ]
    )
    for one in doubts:
        one.state, one.lead_id = DoubtState.RAISED, raised.lead_of[one.uid]
    if save:
        Doubt.objects.bulk_create(doubts)
    if raised.new:
        publish(LeadsRaised(lead_ids=[lead.pk for lead in raised.new]))
    return raised.lead_of


def _townships(villages: set[int]) -> dict[int, int]:
    rows = Area.objects.filter(pk__in=villages).values_list("id", "parent_id")
    return {village: parent or village for village, parent in rows}
