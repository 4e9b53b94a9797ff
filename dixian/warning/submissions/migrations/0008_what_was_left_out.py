from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('warning_submissions', '0007_hidden'),
    ]

    operations = [
        migrations.AddField(
            model_name='batch',
            name='left_out',
            field=models.JSONField(default=dict, verbose_name='没有读成行的'),
        ),
    ]
