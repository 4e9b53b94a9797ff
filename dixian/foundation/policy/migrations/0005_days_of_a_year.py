from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("foundation_policy", "0004_acting_post"),
    ]

    operations = [
        migrations.AlterField(
            model_name="parameter",
            name="kind",
            field=models.CharField(choices=[("number", "数值"), ("text", "文字"), ("limit", "时限"), ("month_day", "每月几日"), ("year_day", "每年几月几日")], max_length=10, verbose_name="类型"),
        ),
    ]
