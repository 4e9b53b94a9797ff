from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('commons_leads', '0005_more_verdicts'),
        ('foundation_areas', '0004_acting_post'),
        ('foundation_files', '0003_expires_on'),
        ('registry_households', '0008_short_numbers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('warning_cases', '0002_steps'),
    ]

    operations = [
        migrations.AddField(
            model_name='authorisation',
            name='paper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_files.storedfile', verbose_name='签字原件'),
        ),
        migrations.AddField(
            model_name='authorisation',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.area'),
        ),
        migrations.AddField(
            model_name='batchline',
            name='before',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上一环节办理人'),
        ),
        migrations.AddField(
            model_name='batchline',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='办理人'),
        ),
        migrations.AddField(
            model_name='batchline',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='warning_cases.case'),
        ),
        migrations.AddField(
            model_name='batchline',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry_households.household'),
        ),
        migrations.AddField(
            model_name='batchline',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.area'),
        ),
        migrations.AddField(
            model_name='casebatch',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.area', verbose_name='地区'),
        ),
        migrations.AddField(
            model_name='casebatch',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='casebatch',
            name='scan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_files.storedfile', verbose_name='签字原件'),
        ),
        migrations.AddField(
            model_name='batchline',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='warning_cases.casebatch'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparisons', to='warning_cases.case'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry_households.household'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.unit', verbose_name='比对单位'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.area'),
        ),
        migrations.AddField(
            model_name='comparisonrequest',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发出人'),
        ),
        migrations.AddField(
            model_name='comparisonrequest',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.unit', verbose_name='比对单位'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparisons', to='warning_cases.comparisonrequest'),
        ),
        migrations.AddField(
            model_name='homecheck',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='homecheck',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='warning_cases.case'),
        ),
        migrations.AddField(
            model_name='homecheck',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry_households.household'),
        ),
        migrations.AddField(
            model_name='homecheck',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.area'),
        ),
        migrations.AddField(
            model_name='joinedlead',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joined_leads', to='warning_cases.case'),
        ),
        migrations.AddField(
            model_name='joinedlead',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry_households.household'),
        ),
        migrations.AddField(
            model_name='joinedlead',
            name='lead',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='joined_case', to='commons_leads.lead'),
        ),
        migrations.AddField(
            model_name='joinedlead',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.area'),
        ),
        migrations.AddField(
            model_name='objection',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='objection',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry_households.household'),
        ),
        migrations.AddField(
            model_name='objection',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='warning_cases.batchline'),
        ),
        migrations.AddField(
            model_name='objection',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.area'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='warning_cases.case'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry_households.household'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation_areas.area'),
        ),
        migrations.AddConstraint(
            model_name='authorisation',
            constraint=models.CheckConstraint(condition=models.Q(('signer', ''), _negated=True), name='authorised_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='casebatch',
            index=models.Index(fields=['area', 'step', '-id'], name='case_batch_area'),
        ),
        migrations.AddConstraint(
            model_name='casebatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('step', 'notice'), _negated=True), ('closed_on', None), ('until', None)), models.Q(('step', 'notice'), ('until__gt', models.F('on'))), _connector='OR'), name='notice_has_its_days'),
        ),
        migrations.AddConstraint(
            model_name='casebatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('unobjected', None)), models.Q(('closed_on__gt', models.F('until')), ('unobjected__isnull', False)), _connector='OR'), name='notice_closed_after_its_days'),
        ),
        migrations.AddConstraint(
            model_name='casebatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step', 'appraise'), _negated=True), ('present__gte', 1), _connector='OR'), name='meeting_has_people'),
        ),
        migrations.AddConstraint(
            model_name='casebatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step', 'approve'), _negated=True), models.Q(('number', ''), _negated=True), _connector='OR'), name='approval_has_a_number'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.UniqueConstraint(fields=('batch', 'case'), name='household_once_a_batch'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'passed'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='not_passed_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step__in', ['review', 'approve']), _negated=True), models.Q(('outcome', 'passed'), _negated=True), models.Q(('before__isnull', False), models.Q(('before', models.F('by')), _negated=True)), _connector='OR'), name='nobody_passes_their_own'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.UniqueConstraint(fields=('request', 'case'), name='compared_once_a_request'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.CheckConstraint(condition=models.Q(('found', ''), ('answered_on__isnull', False), _connector='OR'), name='found_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='homecheck',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 1)), name='checked_household_has_people'),
        ),
        migrations.AddConstraint(
            model_name='homecheck',
            constraint=models.CheckConstraint(condition=models.Q(('need', ''), _negated=True), name='home_check_says_what_is_wrong'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('upheld', None), models.Q(('word', ''), _negated=True), _connector='OR'), name='objection_settled_with_a_word'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='waived_with_a_reason'),
        ),
    ]
