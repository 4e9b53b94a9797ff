import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

PROCEEDINGS = [("identification", "识别"), ("elimination", "风险消除")]
OUTCOMES = [
    ("passed", "通过"),
    ("held", "暂缓"),
    ("returned", "退回补充核查"),
    ("reappraise", "退回重新评议"),
    ("to_township", "退回乡镇"),
    ("left_out", "不纳入"),
    ("kept", "不通过，继续监测"),
]

OWN = models.CheckConstraint(
    condition=~Q(step__in=["review", "approve"])
    | ~Q(outcome="passed")
    | (Q(before__isnull=False) & ~Q(before=F("by"))),
    name="nobody_passes_their_own",
)


def somebody(called):
    """Who entered it, where that was kept."""
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=called,
    )


class Migration(migrations.Migration):
    dependencies = [("warning_cases", "0004_leads_and_paper")]

    operations = [
        migrations.AlterModelOptions(name="casebatch", options={"verbose_name": "批次"}),
        migrations.AddField(
            model_name="casebatch",
            name="proceeding",
            field=models.CharField(
                choices=PROCEEDINGS, default="identification", max_length=14, verbose_name="事项"
            ),
        ),
        migrations.AddField(
            model_name="batchline",
            name="elimination_uid",
            field=models.UUIDField(null=True, verbose_name="风险消除编号"),
        ),
        migrations.AlterField(
            model_name="batchline",
            name="outcome",
            field=models.CharField(choices=OUTCOMES, max_length=12, verbose_name="结果"),
        ),
        # As it reads where it may be unknown who took a step.
        migrations.RemoveConstraint(model_name="batchline", name="nobody_passes_their_own"),
        migrations.AlterField(model_name="batchline", name="by", field=somebody("办理人")),
        migrations.AddConstraint(model_name="batchline", constraint=OWN),
        migrations.AlterField(model_name="casebatch", name="by", field=somebody("登记人")),
        migrations.AlterField(model_name="objection", name="by", field=somebody("登记人")),
    ]
