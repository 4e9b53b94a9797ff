"""The page of one file: counts, what became of its rows, how its columns were read, what to do next."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dixian.foundation.accounts.api import span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BY_REGISTER, BY_RULES, BatchState, Bin, Mode, Outcome
from dixian.web.lists.looks import Look
from dixian.web.shell.mapping import shown_mapping
from dixian.web.submissions.asked import batch_asked
from dixian.web.submissions.columns import BATCH_ROWS
from dixian.web.submissions.month import may_sign
from dixian.web.submissions.rosters import departure_values, roster_values
from dixian.web.submissions.rows import CONTRADICTING, NOWHERE, OF_THE_DESK, of_batch

FAILED = (BatchState.UNSTAGED, BatchState.UNLINKED)
# Read, and looked at before it counts: by the clerk, by the head.
SEEN_FIRST = (BatchState.PREVIEWED, BatchState.SIGNING)
BINS = [bin_ for bin_ in Bin if bin_ != Bin.WAITING]


def batch_page(request: Any, uid: UUID) -> HttpResponse:
    """One file: its counts by bin, what became of its rows, problems, what to do next."""
    found = batch_asked(request, uid)
    rows = submissions.Row.objects.visible_to(request.post).filter(batch=found)
    counted = submissions.tally(rows)
    counts, outcomes = counted.bins, counted.outcomes
    only, outcome = request.GET.get("bin", ""), request.GET.get("outcome", "")
    look, seen = rows_seen(request, found)
    kind = found.submission.kind
    told = _told(found, counts) if found.state in SEEN_FIRST else {}
    may_commit = request.post.can(C.SUBMIT) and found.unit_id in span_of(request.post).units
    values = {
        "batch": found,
        "kind": kind,
        **roster_values(found, request.post, mine=may_commit),
        **departure_values(found, request.post),
        "month": Month.parse(found.submission.month),
        "counts": [(bin_.value, bin_.label, counts[bin_]) for bin_ in BINS]
        + [
            (code, label, told[code])
            for code, label in ((CONTRADICTING, "互相矛盾"), (NOWHERE, "地址不在本县"))
            if told.get(code)
        ],
        "clean": sum(counts.values()) - counts[Bin.REJECTED],
        "rejected": counts[Bin.REJECTED],
        "returns": counts[Bin.REJECTED] or outcomes[Outcome.UNCLEAR],
        **told,
        "outcomes": [
            (one.value, one.label, outcomes[one.value]) for one in (BY_REGISTER if kind.change else BY_RULES)
        ],
        "look": look.page(seen, request.GET.get("after", "")),
        "only": outcome or (Bin.STRANGER.value if only == OF_THE_DESK else only),
        "amounts": _amounts(found) if found.state in SEEN_FIRST else None,
        "mapping": mapping_of(found, request.post),
        "busy": submissions.is_busy(found, counted),
        "failed": found.state in FAILED or (found.state == BatchState.COMMITTED and bool(found.message)),
        "may_mend": found.state == BatchState.COMMITTED and submissions.waits_for_mending(found),
        "may_commit": may_commit,
        "by_month": []
        if kind.mode == Mode.INCREMENT
        else submissions.of_several_months(name for name, *_ in found.sheets),
        "signs": found.state == BatchState.SIGNING
        and may_sign(request.post, found.unit_id, found.confirmed_by_id),
    }
    return render(request, "submissions/batch.html", values)


def rows_seen(request: Any, found: Any) -> tuple[Look, Any]:
    """How the rows are looked at, and which."""
    only, outcome = request.GET.get("bin", ""), request.GET.get("outcome", "")
    rows = submissions.Row.objects.visible_to(request.post).filter(batch=found)
    seen = of_batch(rows, only, outcome).select_related("batch__submission__kind", "area")
    return Look.of(request, BATCH_ROWS, reverse("batch", args=[found.uid]), bin=only, outcome=outcome), seen


def _amounts(of: Any) -> tuple[str, Any] | None:
    """The title of the column with the amounts, and what the rows that can be submitted add up to."""
    kind = of.submission.kind
    title = next((one.title for one in submissions.columns_of(kind) if one.code == kind.amount_column), None)
    rows = submissions.Row.objects.filter(batch=of).exclude(bin=Bin.REJECTED)
    return (title, rows.aggregate(whole=Sum("amount"))["whole"]) if title else None


def _told(of: Any, counts: Mapping[str, int]) -> dict[str, int]:
    """Rows whose number or name does not agree as it stands, by what becomes of them, as the tiles count them; rows
    whose number a spreadsheet destroyed, and those of them nobody is found for; strangers who say they live in the county; rows that contradict each other.
    """
    counted = submissions.Row.objects.filter(batch=of).aggregate(
        destroyed=Count("id", filter=submissions.DESTROYED),
        lost=Count("id", filter=submissions.DESTROYED & ~Q(bin=Bin.REPAIRED)),
        in_county=Count("id", filter=Q(bin=Bin.STRANGER, area__isnull=False)),
        contradicting=Count("id", filter=Q(contradicts=True)),
        nowhere=Count("id", filter=submissions.OF_NOWHERE),
    )
    return {
        **counted,
        "repaired": counts[Bin.REPAIRED],
        "ambiguous": counts[Bin.AMBIGUOUS],
        "unlike": counts[Bin.REPAIRED] + counts[Bin.AMBIGUOUS],
    }


def mapping_of(found: Any, post: Any) -> dict[str, Any]:
    """What the page shows of the mapping."""
    may_correct = (
        not found.mends_id
        and found.state in submissions.CORRECTABLE
        and post.can(C.SUBMIT)
        and found.unit_id in span_of(post).units
    )
    return shown_mapping(
        found,
        submissions.columns_of(found.submission.kind),
        address=reverse("read-as", args=[found.uid]),
        may_correct=may_correct,
        whose="本单位以后的文件",
    )
