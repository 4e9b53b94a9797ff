from datetime import timedelta

from django.db import migrations

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing

DECIDED_WITHIN = timedelta(days=5)


def fill(apps, _editor):
    """Batches that were proposed before their approval was a duty get theirs; the bureau may decide each."""
    duty = apps.get_model("foundation_worklist", "Obligation")
    bureau = apps.get_model("foundation_areas", "Unit").objects.filter(code="nyncj").first()
    waiting = apps.get_model("registry_households", "ChangeBatch").objects.filter(state="proposed")
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        duties = [
            duty(
                kind="register.approve",
                title="审批户档案变更",
                about=f"{batch.proposal.submitter.name}提请，{batch.area.name}",
                subject_label=batch.what,
                subject_uid=batch.uid,
                unit=bureau,
                capability="approve_register",
                opened_on=batch.proposal.submitted_at.date(),
                due_on=batch.proposal.submitted_at.date() + DECIDED_WITHIN,
                limit_code="limit.approve_register",
            )
            for batch in waiting.select_related("proposal__submitter", "area").order_by("id")
        ]
        duty.objects.bulk_create(duties, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("foundation_areas", "0004_acting_post"),
        ("foundation_policy", "0004_acting_post"),
        ("foundation_worklist", "0005_acting_post"),
        ("registry_households", "0005_roster_of_a_department"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
