from django.db import migrations

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing

PIECE = 500


def fill(apps, _editor):
    """Rows that were repeats before repeats were kept: of the latest alert of their person, kind and year before them."""
    alert = apps.get_model("warning_alerts", "Alert")
    repeat = apps.get_model("warning_alerts", "Repeat")
    row = apps.get_model("warning_submissions", "Row")
    rows = row.objects.filter(outcome="repeat").select_related("batch__submission").order_by("id")
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        last = 0
        while block := list(rows.filter(id__gt=last)[:PIECE]):
            last = block[-1].pk
            found = alert.objects.filter(person_id__in={one.person_id for one in block}).order_by("id")
            by_matter = {}
            for one in found.select_related("rule"):
                by_matter.setdefault((one.person_id, one.rule.kind_id, one.month[:4]), []).append(one)
            made = []
            for one in block:
                submission = one.batch.submission
                known = by_matter.get((one.person_id, submission.kind_id, submission.month[:4]), ())
                before = [it for it in known if it.row_id < one.pk] or list(known[:1])
                if before:
                    made.append(_repeat(repeat, one, before[-1], submission.month))
            repeat.objects.bulk_create(made)


def _repeat(model, row, alert, month):
    return model(
        alert=alert,
        row=row,
        household_id=row.household_id,
        village_id=row.village_id,
        unit_id=row.unit_id,
        month=month,
        amount=row.amount,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("warning_alerts", "0003_what_a_sheet_asks_for"),
        ("warning_submissions", "0011_words_of_outcomes"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
