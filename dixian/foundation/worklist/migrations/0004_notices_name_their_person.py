import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


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
        migrations.RemoveField(model_name="contact", name="by_webhook"),
    ]
