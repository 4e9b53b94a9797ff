from django.db import migrations
from django.db.models import OuterRef, Subquery

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing


def fill(apps, _editor):
    """A portion knew one leading unit; it knows the task, and so all that lead it."""
    portions = apps.get_model("directives_tasks", "Portion").objects
    shares = apps.get_model("directives_tasks", "Share").objects
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        task = shares.filter(pk=OuterRef("share_id")).values("task_id")
        portions.filter(led=None).update(led_id=Subquery(task))


class Migration(migrations.Migration):
    dependencies = [("directives_tasks", "0006_every_lead_sees_portions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
