from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('warning_cases', '0005_proceedings'),
    ]

    operations = [
        migrations.AddField(
            model_name='homecheck',
            name='amounts',
            field=models.JSONField(default=dict, verbose_name='收支明细'),
        ),
    ]
