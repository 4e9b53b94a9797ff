import datetime

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foundation_policy', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='codeitem',
            name='code_once_per_table',
        ),
        migrations.AddField(
            model_name='holiday',
            name='valid_from',
            field=models.DateField(default=datetime.date(2024, 1, 1), verbose_name='起始日期'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='holiday',
            name='valid_to',
            field=models.DateField(null=True, verbose_name='终止日期'),
        ),
        migrations.AlterField(
            model_name='holiday',
            name='day',
            field=models.DateField(verbose_name='日期'),
        ),
        migrations.AddConstraint(
            model_name='codeitem',
            constraint=models.UniqueConstraint(fields=('table', 'code', 'valid_from'), name='code_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='codeitem',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('table', 'code'), name='code_one_open_row'),
        ),
        migrations.AddConstraint(
            model_name='codeitem',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='code_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.UniqueConstraint(fields=('day', 'valid_from'), name='holiday_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('day',), name='holiday_one_open_row'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='holiday_days_in_order'),
        ),
    ]
