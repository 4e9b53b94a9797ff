from django.db import migrations
from django.db.models import OuterRef, Subquery

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing


def fill(apps, _editor):
    """Whoever handed over before their last day was kept left on the day of the hand-over."""
    members = apps.get_model("directives_teams", "Member").objects
    steps = apps.get_model("directives_teams", "MemberStep").objects
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        handed = steps.filter(row_id=OuterRef("pk"), verb="hand_over").order_by("-id").values("on")[:1]
        members.filter(state__in=("handing", "left"), left_on=None).update(left_on=Subquery(handed))


class Migration(migrations.Migration):
    dependencies = [("directives_teams", "0003_last_day_of_a_member")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
