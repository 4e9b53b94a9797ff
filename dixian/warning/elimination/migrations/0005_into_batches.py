from collections import defaultdict
from datetime import timedelta

from django.db import migrations
from django.db.models import F

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel import clock

MERGED = "公示单上的户一起登记公示结果"
APART = "以前异议和调查结果写在一处"


def carry_over(apps, _editor):
    """What was entered at each step of an elimination stands in a batch, as those of an identification do.

    Nothing is made up: who held a meeting or hung a notice was not kept, nor were votes against; what carries the same
    place, day and words is one paper. Who was approved before there were announcements has been eliminated without one.
    """
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        ones = apps.get_model("warning_elimination", "Elimination").objects
        found = list(ones.select_related("village", "case").order_by("id"))
        for how in (_meetings, _notices, _reviews, _approvals):
            _make(apps, how(apps, found))
        _one_duty_a_notice(apps)
        _reversed(apps, ones)
        ones.filter(state="approved").update(state="eliminated", version=F("version") + 1)


def _meetings(_apps, found):
    for one in found:
        if one.appraised_on and one.present:
            head = {"step": "appraise", "area_id": one.village_id, "on": one.appraised_on, "present": one.present}
            yield {**head, "text": one.minutes}, one, one.appraised_at, {"ayes": one.ayes}


def _notices(_apps, found):
    """Those that ended, and those that hang; one whose household was taken back meanwhile never ended."""
    for one in found:
        if one.posted_on and one.until and (one.closed_on or one.state == "posted"):
            head = {"step": "notice", "area_id": one.village_id, "on": one.posted_on, "text": one.posted_where}
            ended = {"closed_on": one.closed_on, "unobjected": not one.objections if one.closed_on else None}
            yield {**head, "until": one.until, **ended}, one, one.posted_at, {}


def _reviews(_apps, found):
    for one in found:
        if one.reviewed_on and one.reviewed_by_id:
            head = {"step": "review", "area_id": one.village.parent_id or one.village_id, "on": one.reviewed_on}
            line = {"by_id": one.reviewed_by_id, "before_id": one.proposed_by_id}
            yield {**head, "text": one.opinion, "by_id": one.reviewed_by_id}, one, one.reviewed_at, line


def _approvals(apps, found):
    county = apps.get_model("foundation_areas", "Area").objects.filter(level="county").first()
    for one in found:
        if one.approved_on and one.approved_by_id and one.number:
            head = {"step": "approve", "area_id": county.pk, "on": one.approved_on, "number": one.number}
            line = {"by_id": one.approved_by_id, "before_id": one.reviewed_by_id}
            yield {**head, "by_id": one.approved_by_id}, one, one.approved_at, line


def _make(apps, told):
    """A batch for what has the same head, a line for each household."""
    batch, line = (apps.get_model("warning_cases", name) for name in ("CaseBatch", "BatchLine"))
    objection = apps.get_model("warning_cases", "Objection")
    papers = defaultdict(list)
    for head, one, at, said in told:
        papers[tuple(head.items())].append((one, at, said))
    for head, rows in papers.items():
        entered = [at for _, at, _ in rows if at]
        values = {**dict(head), "made_at": max(entered, default=clock.noon(dict(head)["on"]))}
        made = batch.objects.create(proceeding="elimination", **values)
        for one, at, said in rows:
            home = {"household_id": one.household_id, "village_id": one.village_id}
            same = {"batch": made, "step": made.step, "case_id": one.case_id, "elimination_uid": one.uid}
            kept = {"made_at": at or values["made_at"], "outcome": "passed"}
            stood = line.objects.create(**same, **home, **kept, **said)
            if made.step == "notice" and one.closed_on and one.objections:
                words = {"on": one.closed_on, "text": one.objections, "upheld": False, "word": APART}
                objection.objects.create(line=stood, **home, **words)


def _one_duty_a_notice(apps):
    """The households of a notice that hangs had a duty each."""
    duty = apps.get_model("foundation_worklist", "Obligation").objects
    batches = apps.get_model("warning_cases", "CaseBatch").objects.filter(proceeding="elimination", step="notice")
    for batch in batches.filter(closed_on=None).select_related("area"):
        cases = list(batch.lines.values_list("case__uid", flat=True))
        owed = duty.filter(kind="elimination.end_notice", state="open", subject_uid__in=cases)
        due = owed.order_by("due_on").values_list("due_on", flat=True).first()
        if due is None:
            continue
        count = owed.update(state="cancelled", done_on=clock.today(), reason=MERGED, version=F("version") + 1)
        duty.create(
            kind="cases.end_notice",
            title="登记公示结果",
            about=f"{count} 户风险消除公示到 {batch.until}，期满后登记有无异议",
            subject_label=f"{batch.area.name}风险消除村内公示 {batch.on}",
            subject_uid=batch.uid,
            area_id=batch.area_id,
            capability="answer",
            opened_on=batch.until,
            due_on=max(due, batch.until + timedelta(days=1)),
            limit_code="limit.case.end_notice",
        )


def _reversed(apps, ones):
    """The latest that had been approved when it was undone."""
    reversals = apps.get_model("warning_elimination", "Reversal").objects.filter(state="approved")
    for case, on in reversals.order_by("id").values_list("case_id", "decided_on"):
        stood = ones.filter(case_id=case, state="approved", approved_on__lte=on).order_by("-id")
        undone = stood.values_list("id", flat=True).first()
        ones.filter(id=undone).update(state="reversed", version=F("version") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("foundation_areas", "0001_initial"),
        ("foundation_worklist", "0005_acting_post"),
        ("warning_cases", "0005_proceedings"),
        ("warning_elimination", "0004_announced_and_entered"),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
