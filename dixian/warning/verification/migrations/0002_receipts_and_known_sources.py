import dixian.foundation.audit.context
import dixian.foundation.kernel.clock
import dixian.foundation.kernel.uids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commons_leads', '0001_initial'),
        ('foundation_areas', '0001_initial'),
        ('warning_verification', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='known_source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commons_leads.leadsource'),
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('uid', models.UUIDField(default=dixian.foundation.kernel.uids.new_uid, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('made_at', models.DateTimeField(default=dixian.foundation.kernel.clock.now, editable=False, verbose_name='登记时间')),
                ('made_by', models.CharField(default=dixian.foundation.audit.context.author, editable=False, max_length=80, verbose_name='登记人')),
                ('on', models.DateField(verbose_name='签收日期')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签收人')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='receipt', to='warning_verification.pushsheet', verbose_name='推送单')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.area')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
