from django.db import migrations
from django.db.models import OuterRef, Subquery

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing

OLD_LINK, NEW_LINK = "/?late=1", "/duties/late/"


def fill(apps, _editor):
    """A notice belonged to a post; it goes to the person who holds it. Links to late duties led nowhere."""
    notices = apps.get_model("foundation_worklist", "Notice").objects
    posts = apps.get_model("foundation_accounts", "Post").objects
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        holder = posts.filter(pk=OuterRef("post_id")).values("user_id")
        notices.filter(user=None).update(user_id=Subquery(holder))
        notices.filter(link=OLD_LINK).update(link=NEW_LINK)


class Migration(migrations.Migration):
    dependencies = [("foundation_worklist", "0002_notices_of_persons")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
