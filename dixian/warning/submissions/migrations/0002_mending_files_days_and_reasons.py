import django.db.models.deletion
from django.db import migrations, models


def medical_costs():
    """What the program did with every kind until now, when there was one."""
    return {"code": "health.own_cost", "title": "当年累计自付医疗费用", "unit": "元", "sensitive": True}


class Migration(migrations.Migration):

    dependencies = [
        ('foundation_areas', '0001_initial'),
        ('foundation_files', '0001_initial'),
        ('warning_submissions', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='batch',
            name='one_live_batch_per_submission',
        ),
        migrations.AddField(
            model_name='batch',
            name='committed_on',
            field=models.DateField(null=True, verbose_name='提交日期'),
        ),
        migrations.AddField(
            model_name='batch',
            name='mapping',
            field=models.JSONField(default=list, verbose_name='列对应'),
        ),
        migrations.AddField(
            model_name='batch',
            name='mends',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mended_by', to='warning_submissions.batch', verbose_name='补报哪个批次'),
        ),
        migrations.AddField(
            model_name='datakind',
            name='day_column',
            field=models.CharField(blank=True, default='until', max_length=40, verbose_name='截至列'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='datakind',
            name='fact',
            field=models.JSONField(default=medical_costs, verbose_name='记入的事实'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='datakind',
            name='fact',
            field=models.JSONField(default=dict, verbose_name='记入的事实'),
        ),
        migrations.AddField(
            model_name='datakind',
            name='source_label',
            field=models.CharField(blank=True, default='县医保局报送', max_length=60, verbose_name='来源名称'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='row',
            name='day',
            field=models.DateField(null=True, verbose_name='截至日期'),
        ),
        migrations.AddField(
            model_name='row',
            name='mends',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mended_by', to='warning_submissions.row', verbose_name='改正哪一行'),
        ),
        migrations.AddField(
            model_name='row',
            name='outcome_reason',
            field=models.CharField(blank=True, max_length=200, verbose_name='处置理由'),
        ),
        migrations.AddField(
            model_name='submission',
            name='note',
            field=models.CharField(blank=True, max_length=200, verbose_name='说明'),
        ),
        migrations.AlterField(
            model_name='batch',
            name='state',
            field=models.CharField(choices=[('staging', '读取中'), ('unstaged', '读取未完成'), ('previewed', '待提交'), ('refused', '读不了'), ('committing', '提交中'), ('unlinked', '提交未完成'), ('committed', '已提交'), ('withdrawn', '已撤回')], default='staging', max_length=10, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(condition=models.Q(('mends', None), models.Q(('state__in', ['refused', 'withdrawn']), _negated=True)), fields=('submission',), name='one_main_batch_per_submission'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['refused', 'withdrawn', 'committed']), _negated=True), fields=('mends',), name='one_mending_at_a_time'),
        ),
    ]
