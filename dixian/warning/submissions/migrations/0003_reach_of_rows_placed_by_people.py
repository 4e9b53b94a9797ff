from django.db import migrations

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing


def fill(apps, _editor):
    """A unit reaches the households of its rows, those placed by people too."""
    rows = apps.get_model("warning_submissions", "Row").objects
    reach = apps.get_model("foundation_accounts", "Reach")
    placed = rows.filter(bin="repaired", batch__state="committed", household__isnull=False)
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        pairs = placed.values_list("unit_id", "household_id").distinct().order_by("unit_id", "household_id")
        reach.objects.bulk_create(
            [reach(unit_id=unit, household_id=household, source="报送，人工比对") for unit, household in pairs],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("foundation_accounts", "0001_initial"),
        ("warning_submissions", "0002_mending_files_days_and_reasons"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
