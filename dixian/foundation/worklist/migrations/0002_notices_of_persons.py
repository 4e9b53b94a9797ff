import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("foundation_worklist", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="notice", name="notice_post"),
        migrations.AddField(
            model_name="notice",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="通知谁",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="post",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="foundation_accounts.post",
                verbose_name="事关岗位",
            ),
        ),
    ]
