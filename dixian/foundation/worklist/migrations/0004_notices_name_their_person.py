import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def drop_triggers(_apps, editor):
    """SQLite refuses to drop a column its triggers name; they are made again after each migrate."""
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(f'DROP TRIGGER IF EXISTS "dixian_foundation_worklist_contact_{verb}"')


class Migration(migrations.Migration):
    dependencies = [("foundation_worklist", "0003_fill_persons_of_notices")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="通知谁",
            ),
        ),
        migrations.AddIndex(
            model_name="notice", index=models.Index(fields=["user", "-id"], name="notice_user")
        ),
        migrations.RunPython(drop_triggers, migrations.RunPython.noop),
        migrations.RemoveField(model_name="contact", name="by_webhook"),
    ]
