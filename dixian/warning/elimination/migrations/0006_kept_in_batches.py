from django.db import migrations, models
from django.db.models import F, Q

APPROVED = ("announcing", "eliminated", "reversed")
IN_BATCHES = (
    "appraised_at",
    "present",
    "ayes",
    "minutes",
    "posted_at",
    "posted_where",
    "closed_at",
    "objections",
    "opinion",
    "reviewed_at",
    "approved_at",
    "held",
)
NAMES = ("elimination_reviewed_by_another", "elimination_approved_by_another", "elimination_posted_before")


def drop_triggers(_apps, editor):
    """SQLite refuses to drop a column its triggers name; they are made again after each migrate."""
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(f'DROP TRIGGER IF EXISTS "dixian_warning_elimination_elimination_{verb}"')


def checked(name, condition):
    """A constraint that speaks of the states as they are called now."""
    return migrations.AddConstraint(
        model_name="elimination", constraint=models.CheckConstraint(condition=condition, name=name)
    )


class Migration(migrations.Migration):
    dependencies = [("warning_elimination", "0005_into_batches")]

    operations = [
        migrations.RunPython(drop_triggers, migrations.RunPython.noop),
        *(migrations.RemoveConstraint(model_name="elimination", name=name) for name in NAMES),
        *(migrations.RemoveField(model_name="elimination", name=name) for name in IN_BATCHES),
        checked(
            "elimination_reviewed_by_another",
            ~Q(state__in=["reviewed", *APPROVED])
            | (Q(reviewed_by__isnull=False) & ~Q(reviewed_by=F("proposed_by"))),
        ),
        checked(
            "elimination_approved_by_another",
            ~Q(state__in=APPROVED)
            | (
                Q(approved_by__isnull=False, approved_on__isnull=False)
                & ~Q(number="")
                & ~Q(approved_by=F("proposed_by"))
                & ~Q(approved_by=F("reviewed_by"))
            ),
        ),
        checked(
            "elimination_posted_before",
            ~Q(state__in=["noticed", "reviewed", *APPROVED], how__in=["helped", "natural"])
            | Q(closed_on__isnull=False),
        ),
    ]
