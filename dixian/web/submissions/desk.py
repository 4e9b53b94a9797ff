"""The desk: one row beside the people it may be; a person says who it is, who it is not, or that it is nobody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.masking import mask_birth, mask_cell, mask_id
from dixian.registry.households.api import Person, members_of, search
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Bin, Outcome
from dixian.web.shell.pages import get_visible, page, uid_of
from dixian.web.shell.words import free_text
from dixian.web.submissions.differences import Part, birth_and_sex, compared, compared_numbers

CHOSEN = "对照号码、姓名和住址，是同一人"


@dataclass(frozen=True)
class Beside:
    """Somebody the row may be about, what differs marked; what was written stands where it differs.

    born: year of birth and sex, as far as they are known; members: the others of the household, with their relation.
    """

    person: Person
    born: str
    members: str
    name: list[Part]
    written_name: list[Part]
    number: list[Part]
    written_number: list[Part]


@page((C.SETTLE_ROWS, C.SEE_EVIDENCE), methods=("GET", "POST"), look_up=True, sealed=("q",))
def row(request: Any, uid: UUID) -> HttpResponse:
    """One row beside its candidates, what was decided about it before, and those one looks for."""
    found = get_visible(
        submissions.Row.objects.select_related("batch__submission__kind", "batch__stored", "area"),
        request,
        uid,
    )
    values = submissions.open_row(found.content)["values"]
    named, numbered = _written(found, values)
    name, township, village = (
        mask_cell(str(values.get(code) or "")) for code in (named, "township", "village")
    )
    number = str(values.get(numbered) or "")
    query = request.POST.get("q", "").strip()
    before = submissions.decided_before(found, request.post)
    dismissed = {one.person_id for one in before if not one.same}
    may_choose = found.bin in (Bin.AMBIGUOUS, Bin.STRANGER)
    candidates = _candidates(found, request.post, dismissed) if may_choose else []
    looked_for = search(query=query or name, post=request.post) if may_choose else []
    homes = {one.household_id for one in (*candidates, *(hit.person for hit in looked_for))}
    members = members_of(homes, post=request.post) if homes else {}
    context = {
        "row": found,
        "name": name,
        "masked": mask_id(number),
        "place": f"{township} {village}",
        "candidates": [beside(one, name, number, request.post, members) for one in candidates],
        "born": birth_and_sex(number),
        "before": before,
        "hits": [
            beside(hit.person, name, number, request.post, members)
            for hit in looked_for
            if hit.person.pk not in {*found.candidates, *dismissed}
        ],
        "query": query or name,
        "looked": bool(query),
        "chosen": CHOSEN,
        "may_settle": request.post.can(C.SETTLE_ROWS)
        and submissions.waits(found)
        and found.batch.state == BatchState.COMMITTED,
        "may_choose": may_choose,
        "to_void": found.bin == Bin.REJECTED or found.outcome == Outcome.UNCLEAR,
    }
    return render(request, "submissions/row.html", context)


@page(C.SETTLE_ROWS, methods=("POST",))
def settle(request: Any, uid: UUID) -> HttpResponse:
    """A person decides about a row that the machine could not place."""
    found = get_visible(submissions.Row.objects.select_related("batch__unit"), request, uid)
    person = request.POST.get("person", "")
    reason = free_text(request, "reason", called="处理依据", longest=200)
    key = submissions.duty_of(found)
    submissions.settle_row(
        row=found,
        post=request.post,
        reason=reason or (CHOSEN if person else ""),
        person_uid=uid_of(person) if person else None,
    )
    messages.success(request, f"{found.at}已处理")
    rows = submissions.Row.objects.visible_to(request.post).filter(batch=found.batch)
    following = submissions.waiting_for(key, rows).order_by("id").first()
    if following:
        return redirect("row", following.uid)
    by = "outcome" if key == Outcome.UNCLEAR else "bin"
    return redirect(f"/batches/{found.batch.uid}/?{by}={key}")


@page(C.SETTLE_ROWS, methods=("POST",))
def dismiss(request: Any, uid: UUID) -> HttpResponse:
    """It is not this person; for the same number and name it stays so."""
    found = get_visible(submissions.Row.objects.select_related("batch__unit"), request, uid)
    submissions.dismiss(row=found, post=request.post, person_uid=uid_of(request.POST.get("person", "")))
    messages.success(request, "已排除此人，以后同样的号码和姓名不再列出")
    return redirect("row", uid)


def _written(row: Any, values: dict[str, Any]) -> tuple[str, str]:
    """The columns of name and number the row was matched by: the first of its kind that say anything."""
    pairs = submissions.pairs_of(row.batch.submission.kind)
    return next((pair for pair in pairs if any(values.get(code) for code in pair)), pairs[0])


def _candidates(row: Any, post: Any, dismissed: Iterable[int]) -> list[Person]:
    """Those matching named, in its order; of rows matched before it named any, those of the number."""
    people = (
        Person.objects.visible_to(post).filter(valid_to=None).select_related("household", "village__parent")
    )
    if row.candidates:
        known = {one.pk: one for one in people.filter(pk__in=row.candidates)}
        return [known[pk] for pk in row.candidates if pk in known]
    if not row.id_index:
        return []
    return list(people.filter(id_index=row.id_index).exclude(pk__in=dismissed).order_by("id")[:5])


def beside(
    person: Person, name: str, number: str, post: Any, members: Mapping[int, Sequence[Person]] | None = None
) -> Beside:
    """A person beside name and number as a unit writes them. members: of each household, where they are to be shown."""
    true = person.id_number.open() if person.id_number else ""
    ours, theirs = compared_numbers(number, true, may_see=post.can(C.REVEAL))
    written, known = compared(name, person.name)
    others = [one for one in (members or {}).get(person.household_id, ()) if one.pk != person.pk]
    born = f"{mask_birth(person.birth.isoformat())} {person.sex}" if person.birth else person.sex
    return Beside(
        person,
        born,
        "、".join(f"{one.name}（{one.relation}）" for one in others),
        known,
        written if name != person.name else [],
        theirs,
        ours if number != true else [],
    )
