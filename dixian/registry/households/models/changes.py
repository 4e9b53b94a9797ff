"""Everything that alters the register: batches of changes (decision 0016)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import CHANGE, Grants
from dixian.foundation.kernel.scope import Scope
from dixian.foundation.sheets.api import shown_samples
from dixian.foundation.vault.fields import SealedField
from dixian.registry.households.enums import OVER, BatchState, ChangeKind, Outcome, Source
from dixian.registry.households.models.register import Household, Person


class ChangeBatch(Record):
    """Changes that are proposed, approved and applied together.

    what: the act in words, without personal data. area: where it lies, which says who may see and approve it.
    full: the file holds everybody of its villages. sheets: where several were read as one, of each its name, the lines
    counted before it and its rows. mapping: (header, title read as or ""); samples: of each header some
    cells, numbers masked, until it is proposed or given up. picked: the sheet a person said is the one to be read.
    unread: sheets that were not read, as (name by which one is picked, sentence). counts: kind -> changes,
    with `unchanged` and `held`. done: how many pieces of the present job are written. undoes: the batch it takes back.
    unit, source_uid: the department whose roster it comes from, and the outside name of that file's batch.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "message": "不能读的原因，可能引用表里的文字",
        "reason": "办理依据，可能提到人",
        "samples": "各列的几个样例（加密），号码已遮去，提请或取消后清除",
    }
    impersonal = ("source", "what", "state", "sheet", "sheets", "mapping", "counts", "picked", "unread")
    scope: ClassVar[Scope] = Scope(area="area_id", unit="unit_id")

    source = models.CharField("来源", max_length=10, choices=Source.choices)
    what = models.CharField("事项", max_length=80)
    reason = models.CharField("依据", max_length=200, blank=True)
    area = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="范围")
    state = models.CharField("状态", max_length=10, choices=BatchState.choices, default=BatchState.PREPARING)
    stored = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="原件"
    )
    full = models.BooleanField("全员名单", default=False)
    message = models.CharField("说明", max_length=600, blank=True)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    sheets = models.JSONField("一起读的工作表", default=list)
    mapping = models.JSONField("列对应", default=list)
    samples = SealedField("各列样例", null=True)
    picked = models.CharField("选定的工作表", max_length=100, blank=True, default="")
    unread = models.JSONField("没有读取的工作表", default=list)
    rows_read = models.PositiveIntegerField("读到行数", default=0)
    passed_over = models.PositiveIntegerField("略过行数", default=0)
    counts = models.JSONField("数量", default=dict)
    done = models.PositiveIntegerField("已写批数", default=0)
    proposal = models.ForeignKey(
        "foundation_policy.Proposal", models.PROTECT, null=True, related_name="+", verbose_name="提请"
    )
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="undone_by", verbose_name="撤销哪一批"
    )
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", verbose_name="报送单位"
    )
    source_uid = models.UUIDField("来源批次", null=True, db_index=True)
    applied_at = models.DateTimeField("登记完成时间", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "户档案变更"
        constraints = [
            models.UniqueConstraint(
                fields=["undoes"], condition=~Q(state__in=[str(one) for one in OVER]), name="undone_once"
            )
        ]

    @property
    def shown_samples(self) -> list[list[str]]:
        """`samples` opened: of each header some cells."""
        return shown_samples(self.samples.open()) if self.samples else []

    @property
    def pickable(self) -> list[str]:
        """Names of the sheets one of which can be read instead."""
        return [*(str(name) for name, *_ in self.sheets), *(name for name, _ in self.unread)]

    def __str__(self) -> str:
        return self.what


class RegisterHeader(Record):
    """What a header of a unit's register files means, said by a person once and held for later files.

    header: as `kernel.text.header_key` writes it; column: code of the column, "" for one that is not read.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("header", "column")
    scope: ClassVar[Scope] = Scope(unit="unit_id")

    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    header = models.CharField("表头", max_length=100)
    column = models.CharField("读作", max_length=40, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "户档案栏目对应"
        constraints = [
            models.UniqueConstraint(fields=["unit", "header"], name="register_header_means_one_thing")
        ]


class Change(Record):
    """One household or person, before and after.

    content: sealed; `before` and `after` hold the fields that change and no other. fields: their names.
    touched: version of the record when the change was made. made_uid: of the record it adds.
    held: fields that are written only where somebody ticked the change. row: where it stands in the file.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "content": "变更内容（加密）",
        "reason": "没有办理的原因，引用的号码已遮去",
    }
    impersonal = ("kind", "fields", "held", "outcome")
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE)

    batch = models.ForeignKey(ChangeBatch, models.PROTECT, related_name="changes")
    kind = models.CharField("种类", max_length=20, choices=ChangeKind.choices)
    position = models.PositiveSmallIntegerField("次序")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, null=True, related_name="+")
    made_uid = models.UUIDField("新记录编号", null=True)
    row = models.PositiveIntegerField("行号", null=True)
    content = models.BinaryField("内容")
    fields = models.JSONField("改动的栏目", default=list)
    touched = models.PositiveIntegerField("依据的版本", default=0)
    held = models.JSONField("勾选才改的栏目", default=list)
    ticked = models.BooleanField("已勾选", default=False)
    outcome = models.CharField("办理", max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    reason = models.CharField("原因", max_length=600, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "变更"
        indexes = [
            models.Index(fields=["batch", "position", "id"], name="change_in_order"),
            models.Index(fields=["household"], name="change_household"),
            models.Index(fields=["person"], name="change_person"),
            models.Index(fields=["made_uid"], condition=Q(made_uid__isnull=False), name="change_made"),
        ]
