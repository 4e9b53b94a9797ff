"""The push as a script does it in the usual way, to the same end: whole workbook, a join, an object for each row.

It has what it needs of the house given: the rules of matching for whom the join does not find, the sealing of a row,
the judgement of a row on plain values, and the same tables under the same guards. What is the script's own is how it
goes about it: openpyxl, everybody of the register as objects, `bulk_create` and `bulk_update` by the usual thousand,
`get_or_create` of a household's lead. It holds one transaction for each click, repeats nothing after a kill, tells
nobody how far it is, and announces nothing.
"""

import io
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

AT_ONCE = 1000


def upload(content: bytes, batch: Any) -> None:
    """To the preview: every row typed, sealed, linked where it can be, and kept."""
    from openpyxl import load_workbook

    from dixian.foundation.kernel.problems import CellProblem
    from dixian.registry.households.models import Person
    from dixian.registry.matching.api import Row as Asked
    from dixian.warning.submissions.contradicting import contradicting
    from dixian.warning.submissions.guessing import guessing
    from dixian.warning.submissions.kinds import columns_of
    from dixian.warning.submissions.models import Row
    from dixian.warning.submissions.rowcontent import seal_row
    from dixian.warning.submissions.teaching import indexes_of

    kind = batch.submission.kind
    sheet: Any = load_workbook(io.BytesIO(content), data_only=True).active
    header, *lines = sheet.iter_rows(values_only=True)
    places = {one.code: header.index(one.title) for one in columns_of(kind) if one.title in header}
    people = Person.objects.filter(valid_to=None).select_related("household", "village__parent")
    by_number = {one.number: one for one in people.iterator(AT_ONCE)}
    numbers = {one.number: one.id_number.open() if one.id_number else "" for one in by_number.values()}
    joined = {(numbers[one.number], one.name): one for one in by_number.values()}
    rows, rest, shared = [], [], _beside_several(lines, places["name"], places["id_number"])
    for at, cells in enumerate(lines, start=2):
        values, problems = {}, []
        for column in columns_of(kind):
            try:
                values[column.code] = column.clean(
                    cells[places[column.code]] if column.code in places else None
                )
            except CellProblem as problem:
                problems.append(problem.message)
        asked = [cells[places[code]] for code in ("name", "id_number", "township", "village")]
        asked += [None, None, True, None] if at in shared else []
        row = Row(batch=batch, unit_id=batch.unit_id, number=at, flawed=bool(problems))
        row.content = seal_row(cells, values, problems, asked)
        row.id_index, row.name_index, row.born_index = indexes_of(Asked(*asked))
        row.amount = values.get(kind.amount_column)
        found = joined.get((str(asked[1]), str(asked[0])))
        if found is None:
            rest.append((row, Asked(*asked), values))
        else:
            row.bin, row.reason = "linked", "证件号码和姓名一致"
            row.person, row.household, row.village = found, found.household, found.village
        rows.append(row)
    _match(rest, by_number, numbers)
    Row.objects.bulk_create(rows, batch_size=AT_ONCE)
    for look in (contradicting, guessing):
        for row in look(batch):
            row.save()


def _beside_several(lines: Sequence[Sequence[Any]], name: int, number: int) -> set[int]:
    """Rows whose name stands beside several numbers one after the other, which the rules take for that of a head."""
    found = set[int]()
    for said, run in groupby(enumerate(lines, start=2), lambda one: one[1][name]):
        rows = list(run)
        if said and len({cells[number] for _, cells in rows}) > 1:
            found.update(at for at, _ in rows)
    return found


def _match(
    rest: Sequence[tuple[Any, Any, Any]], by_number: Mapping[str, Any], numbers: Mapping[str, str]
) -> None:
    """Rows that the join did not find, by the rules. rest: the row, what it asks for, its values."""
    from dixian.foundation.areas.api import Addresses
    from dixian.registry.matching.api import Listed, Register, match_rows
    from dixian.warning.submissions.enums import PLACED

    addresses = Addresses()
    listed = (
        Listed(one.number, one.household.number, one.name, numbers[one.number], one.village.parent.name, one.village.name)
        for one in by_number.values()
    )  # fmt: skip
    matches = match_rows([asked for _, asked, _ in rest], Register(listed))
    for (row, _, values), match in zip(rest, matches, strict=True):
        row.bin, row.reason = match.bin, match.reason
        row.candidates = [by_number[number].pk for number in match.candidates]
        if match.bin in PLACED:
            found = by_number[match.person]
            row.person, row.household, row.village = found, found.household, found.village
        elif match.bin == "stranger":
            told = (str(values.get(one) or "") for one in ("township", "village", "address"))
            row.area_id = addresses.find(*told)


def confirm(batch: Any) -> None:
    """To the leads: who may see whom, outcomes, alerts, leads with their sources, facts and which of them hold today."""
    from dixian.foundation.accounts.models import Reach
    from dixian.foundation.areas.api import unit
    from dixian.registry.facts.kinds import kinds_by_code
    from dixian.registry.facts.models import CurrentFact, Fact
    from dixian.warning.alerts.judging import Judge
    from dixian.warning.alerts.models import Alert, Repeat
    from dixian.warning.submissions.enums import PLACED
    from dixian.warning.submissions.models import Row

    rows = list(
        Row.objects.filter(batch=batch, bin__in=PLACED).select_related("person", "household").order_by("id")
    )
    homes = sorted({row.household_id for row in rows if row.household_id})
    Reach.objects.bulk_create(
        [
            Reach(unit_id=batch.unit_id, household_id=home, source=f"报送 {batch.submission.month}")
            for home in homes
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    judge, facts = Judge(batch), []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        judged = judge.judged(some, judge.before(some))
        Row.objects.bulk_update(judged.rows, ["outcome", "outcome_reason"], batch_size=AT_ONCE)
        Alert.objects.bulk_create(judged.alerts)
        for one in judged.repeats:
            one.alert_id = one.alert.pk
        Repeat.objects.bulk_create(judged.repeats)
        facts += judged.facts + _leads([judge.source(alert) for alert in judged.alerts])
    kinds = kinds_by_code()
    owners = {
        code: unit(kinds[code].owner).pk if kinds[code].sensitive else None
        for code in {f.kind for f in facts}
    }
    kept = [_fact(one, kinds[one.kind].value, owners[one.kind]) for one in facts]
    Fact.objects.bulk_create(kept, batch_size=AT_ONCE)
    newest = {(one.household_id, one.person_id, one.kind): one for one in kept}
    CurrentFact.objects.bulk_create(
        [
            CurrentFact(
                fact=one, household_id=one.household_id, person_id=one.person_id, village_id=one.village_id,
                owner_id=one.owner_id, kind=one.kind,
            )
            for one in newest.values()
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip


def _leads(sources: Sequence[Any]) -> list[Any]:
    """Each source in its household's open lead; the facts that say who is warned of."""
    from dixian.commons.leads.enums import LeadState
    from dixian.commons.leads.facts import SOURCE, WARNED
    from dixian.commons.leads.models import Lead, LeadSource
    from dixian.registry.facts.api import NewFact

    made, told = [], []
    for one in sources:
        lead, new = Lead.objects.exclude(state=LeadState.CLOSED).get_or_create(
            household_id=one.household,
            defaults={"village_id": one.village, "township_id": one.township, "opened_on": one.opened_on},
        )
        made.append(
            LeadSource(
                lead=lead, household_id=one.household, village_id=one.village, unit_id=one.unit, kind=one.kind,
                source_uid=one.source_uid, group_uid=one.group_uid, sentence=one.sentence,
            )
        )  # fmt: skip
        if new:
            told.append(
                NewFact(
                    kind=WARNED.code, household=one.household, village=one.village, value=lead.opened_on,
                    valid_from=lead.opened_on, source_label=SOURCE, source_uid=lead.uid,
                )
            )  # fmt: skip
    LeadSource.objects.bulk_create(made, batch_size=AT_ONCE)
    return told


def _fact(new: Any, value: str, owner: int | None) -> Any:
    from dixian.registry.facts.models import Fact

    return Fact(
        kind=new.kind, household_id=new.household, person_id=new.person, village_id=new.village,
        valid_from=new.valid_from, valid_to=new.valid_to, source_label=new.source_label, source_uid=new.source_uid,
        owner_id=owner, **{value: new.value},
    )  # fmt: skip
