"""Backdating could leave an end before its beginning; such a row was never in force and stays so."""

from django.db import migrations
from django.db.models import F

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import hand_over_settings

DATED = ("HandledBy", "UnitContact", "UnitGroupMember", "Unit")


def put_in_order(apps, schema_editor):
    with acting(Acting(actor="migration:foundation_areas.0002")):
        hand_over_settings()
        for name in DATED:
            rows = apps.get_model("foundation_areas", name).objects
            rows.filter(valid_to__lt=F("valid_from")).update(valid_to=F("valid_from"))


class Migration(migrations.Migration):

    dependencies = [
        ("foundation_areas", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(put_in_order, migrations.RunPython.noop),
    ]
