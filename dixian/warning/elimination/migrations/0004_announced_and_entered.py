from django.db import migrations, models

STATES = [
    ("proposed", "待评议"),
    ("appraised", "待公示"),
    ("posted", "公示中"),
    ("noticed", "待乡镇审核"),
    ("reviewed", "待县级审定"),
    ("announcing", "待公告"),
    ("eliminated", "已消除"),
    ("reversed", "已回退"),
    ("withdrawn", "已撤回"),
]


class Migration(migrations.Migration):
    dependencies = [("warning_elimination", "0003_what_was_typed_and_when")]

    operations = [
        migrations.AddField(
            model_name="elimination",
            name="announced_on",
            field=models.DateField(null=True, verbose_name="公告日期"),
        ),
        migrations.AddField(
            model_name="elimination",
            name="entered_on",
            field=models.DateField(null=True, verbose_name="录入全国系统日期"),
        ),
        migrations.AlterField(
            model_name="elimination",
            name="state",
            field=models.CharField(
                choices=STATES, default="proposed", max_length=10, verbose_name="状态"
            ),
        ),
    ]
