import dixian.foundation.audit.context
import dixian.foundation.kernel.clock
import dixian.foundation.kernel.uids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foundation_areas', '0001_initial'),
        ('registry_facts', '0002_owner_of_sensitive_kinds'),
        ('registry_households', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('uid', models.UUIDField(default=dixian.foundation.kernel.uids.new_uid, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('made_at', models.DateTimeField(default=dixian.foundation.kernel.clock.now, editable=False, verbose_name='登记时间')),
                ('made_by', models.CharField(default=dixian.foundation.audit.context.author, editable=False, max_length=80, verbose_name='登记人')),
                ('day', models.DateField(unique=True, verbose_name='日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='currentfact',
            name='current_household_kind',
        ),
        migrations.RemoveConstraint(
            model_name='currentfact',
            name='current_person_kind',
        ),
        migrations.RemoveConstraint(
            model_name='fact',
            name='fact_has_a_value',
        ),
        migrations.AddField(
            model_name='currentfact',
            name='of',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.AddConstraint(
            model_name='currentfact',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('household', 'kind', 'of'), name='current_household_kind'),
        ),
        migrations.AddConstraint(
            model_name='currentfact',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('person', 'kind', 'of'), name='current_person_kind'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code__isnull', True), ('day__isnull', True), ('num__isnull', False), ('text__isnull', True)), models.Q(('code__isnull', True), ('day__isnull', False), ('num__isnull', True), ('text__isnull', True)), models.Q(('code__isnull', False), ('day__isnull', True), ('num__isnull', True), ('text__isnull', True)), models.Q(('code__isnull', True), ('day__isnull', True), ('num__isnull', True), ('text__isnull', False)), _connector='OR'), name='fact_has_one_value'),
        ),
    ]
