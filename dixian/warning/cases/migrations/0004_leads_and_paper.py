from django.db import migrations
from django.db.models import F

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel import clock

FIRST = "线索核实有风险：签承诺授权、入户核查、信息比对，然后提交评议"
PASSED_ON = "已确认有返贫致贫风险，转入监测对象识别；县级审定后自动办结"
TYPE = {"poverty_relieved": "unstable", "general": "marginal"}


def pass_on(apps, _editor):
    """Leads at risk get their case; what was identified on paper becomes a case that ended so."""
    case = apps.get_model("warning_cases", "Case")
    risk = apps.get_model("warning_cases", "CaseRisk")
    leads = apps.get_model("commons_leads", "Lead").objects.select_related("household")
    papers = apps.get_model("warning_verification", "Identification").objects.select_related(
        "lead__household"
    )
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        waiting = [_case(case, lead) for lead in leads.filter(state="at_risk").order_by("id")]
        made = case.objects.bulk_create([*waiting, *_on_paper(case, papers.order_by("-id"))])
        risk.objects.bulk_create(
            risk(
                case=one,
                household_id=one.household_id,
                village_id=one.village_id,
                risk=one.lead.reason,
                from_on=one.lead.opened_on,
            )
            for one in made
            if one.lead.reason
        )
        _duties(apps, waiting)


def _case(case, lead, **changes):
    return case(
        lead=lead,
        household_id=lead.household_id,
        village_id=lead.village_id,
        township_id=lead.township_id,
        event_date=lead.opened_on,
        opened_on=clock.today(),
        due_on=lead.due_on,
        **changes,
    )


def _on_paper(case, papers):
    """The latest of a household is the one that is monitored; earlier ones of it are gone."""
    monitored = set(
        case.objects.exclude(state__in=("left_out", "gone", "eliminated")).values_list(
            "household_id", flat=True
        )
    )
    for one in papers:
        lead, paper = one.lead, one.paper[:80]
        kind = lead.household.monitored or TYPE[lead.household.kind]
        ended = {"ended_on": one.on, "reason": one.paper}
        if one.outcome == "left_out":
            yield _case(case, lead, state="left_out", ended_how="left_out", **ended)
            continue
        approved = {"approved_on": one.on, "approval_number": paper, "monitoring_type": kind}
        if one.household_id in monitored:
            yield _case(case, lead, state="gone", ended_how="mistaken", **ended, **approved)
            continue
        monitored.add(one.household_id)
        yield _case(case, lead, state="monitored", announced_on=one.on, **approved)


def _duties(apps, waiting):
    """The village's first step of each that waits, with a clock that starts today; the county's clock says what it is for."""
    duty = apps.get_model("foundation_worklist", "Obligation")
    duty.objects.filter(kind="verification.identify", state="open").update(
        about=PASSED_ON, version=F("version") + 1
    )
    today = clock.today()
    duty.objects.bulk_create(
        [
            duty(
                kind="cases.collect",
                title="核查监测对象",
                about=FIRST,
                subject_label=f"{one.lead.household.head_name}户",
                subject_uid=one.uid,
                household_id=one.household_id,
                area_id=one.village_id,
                capability="answer",
                opened_on=today,
                due_on=max(one.due_on or today, today),
                limit_code="limit.case.collect",
            )
            for one in waiting
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("commons_leads", "0005_more_verdicts"),
        ("foundation_worklist", "0005_acting_post"),
        ("warning_cases", "0003_what_steps_refer_to"),
        ("warning_verification", "0008_samples"),
    ]

    operations = [migrations.RunPython(pass_on, migrations.RunPython.noop)]
