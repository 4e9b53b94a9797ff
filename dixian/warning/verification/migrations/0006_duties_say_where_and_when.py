from django.db import migrations
from django.db.models import F, OuterRef, Subquery

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel.calendar import Month

ABOUT_HOUSEHOLDS = ("verification.release", "verification.identify")
BEFORE = "已确认有返贫致贫风险；识别按纸质程序办理，系统的识别部分启用前不在这里登记"
NOW = "已确认有返贫致贫风险；识别按纸质程序办理，办结后在这里登记结果"


def name(apps, _editor):
    """Open duties name the household, the month and the file as new ones do, and where a result is recorded."""
    open_ones = apps.get_model("foundation_worklist", "Obligation").objects.filter(state="open")
    homes = apps.get_model("commons_leads", "Lead").objects.filter(uid=OuterRef("subject_uid"))
    batches = apps.get_model("warning_submissions", "Batch").objects
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        open_ones.filter(kind="verification.identify", about=BEFORE).update(about=NOW, version=F("version") + 1)
        open_ones.filter(kind__in=ABOUT_HOUSEHOLDS, household_id=None).update(
            household_id=Subquery(homes.values("household_id")[:1]), version=F("version") + 1
        )
        results = open_ones.filter(kind="verification.result")
        named = batches.filter(uid__in=results.values("subject_uid"))
        for batch in named.select_related("submission__kind", "stored").order_by("id"):
            label = f"{batch.submission.kind.name}{Month.parse(batch.submission.month).label}"
            label += f"（补报 {batch.stored.name}）" if batch.mends_id else ""
            results.filter(subject_uid=batch.uid).update(
                subject_label=label[:120], version=F("version") + 1
            )


class Migration(migrations.Migration):
    dependencies = [
        ("commons_leads", "0004_leads_that_move"),
        ("foundation_files", "0003_expires_on"),
        ("foundation_worklist", "0005_acting_post"),
        ("warning_submissions", "0010_register_checks"),
        ("warning_verification", "0005_identification"),
    ]

    operations = [migrations.RunPython(name, migrations.RunPython.noop)]
