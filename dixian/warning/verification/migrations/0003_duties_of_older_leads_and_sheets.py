from datetime import timedelta

from django.db import migrations

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing

ON_PAPER = "已确认有返贫致贫风险；识别按纸质程序办理，系统的识别部分启用前不在这里登记"
RECEIVED_WITHIN, IDENTIFIED_WITHIN = timedelta(days=3), timedelta(days=15)


def fill(apps, _editor):
    """Leads at risk and push sheets from before these duties existed get theirs."""
    duty = apps.get_model("foundation_worklist", "Obligation")
    unit = apps.get_model("foundation_areas", "Unit")
    at_risk = apps.get_model("commons_leads", "Lead").objects.filter(state="at_risk")
    sheets = apps.get_model("warning_verification", "PushSheet").objects.filter(receipt__isnull=True)
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        bureau = unit.objects.filter(code="nyncj").first()
        duties = [
            duty(
                kind="verification.identify",
                title="识别监测对象",
                about=ON_PAPER,
                subject_label=f"{lead.household.head_name}户",
                subject_uid=lead.uid,
                unit=bureau,
                capability="release",
                opened_on=lead.opened_on,
                due_on=lead.due_on or lead.opened_on + IDENTIFIED_WITHIN,
                limit_code="limit.identify",
            )
            for lead in at_risk.select_related("household").order_by("id")
        ]
        duties += [
            duty(
                kind="verification.receive",
                title="签收推送单",
                about=f"{sheet.lead_count} 条线索已推送到村，签收后督促各村按期反馈",
                subject_label=f"推送单〔{sheet.year}〕{sheet.sequence}号",
                subject_uid=sheet.uid,
                area_id=sheet.township_id,
                capability="confirm",
                opened_on=sheet.issued_on,
                due_on=sheet.issued_on + RECEIVED_WITHIN,
                limit_code="limit.receipt",
            )
            for sheet in sheets.order_by("id")
        ]
        duty.objects.bulk_create(duties, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("commons_leads", "0001_initial"),
        ("foundation_areas", "0001_initial"),
        ("foundation_worklist", "0001_initial"),
        ("warning_verification", "0002_receipts_and_known_sources"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
