"""Submissions, batches, rows."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.foundation.sheets.api import at_row, shown_samples
from dixian.foundation.vault.fields import BlindIndexField, SealedField
from dixian.warning.submissions.enums import BatchState, Bin, Outcome
from dixian.warning.submissions.models.kinds import DataKind


class Submission(Record):
    """One kind, one month, one unit.

    nil without `submitted_on`: said by the clerk, to be signed by the head. confirmed_by, signed_by: of the nil return.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"note": "撤销、退回零报告的理由，可能提到人"}
    impersonal = ("month",)
    scope: ClassVar[Scope] = Scope(unit="unit_id")

    kind = models.ForeignKey(DataKind, models.PROTECT, related_name="submissions", verbose_name="报送种类")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    month = models.CharField("月份", max_length=7)
    submitted_on = models.DateField("报送日期", null=True)
    nil = models.BooleanField("零报告", default=False)
    note = models.CharField("说明", max_length=200, blank=True)
    confirmed_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="报零人"
    )
    signed_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "month"], name="submission_once_a_month"),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("confirmed_by")), name="nil_signed_by_another"
            ),
        ]


class Batch(Record):
    """One file of a submission: its main one, or a later one that mends rejected rows of another (补报).

    mapping: (header in the file, title of the column it was read as or "") as pairs, for the preview.
    sheets: where several were read as one, of each its name, the lines counted before it and its rows.
    part: which file of the month it is, where new events come as they come. committed_on: the day a person committed
    it, which counts against the window.
    samples: of each header in `mapping` some cells, numbers masked, until the file counts or is taken back.
    picked: the sheet a person said is the one to be read, "" where nobody did.
    left_out: what of the file became no row: "lines" (number, first words), "sheets" (sentences), and the names by
    which another sheet can be picked ("pick").
    odd: what is odd about it as a whole, in sentences; word: why it is right all the same, from whoever committed it.
    confirmed_by: who committed it; signed_by: the head, where its kind asks for that.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "message": "不能读的原因，可能引用表里的文字，号码已遮去",
        "left_out": "略过的行开头几个字，可能有人名，号码已遮去",
        "word": "异常情况的说明，可能提到人",
        "samples": "各列的几个样例（加密），号码已遮去，提交或撤回后清除",
    }
    impersonal = ("state", "sheet", "sheets", "picked", "mapping", "hidden", "odd")
    scope: ClassVar[Scope] = Scope(unit="unit_id")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="batches")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    stored = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, related_name="+", verbose_name="原件"
    )
    mends = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="mended_by", verbose_name="补报哪个批次"
    )
    part = models.PositiveSmallIntegerField("本月第几个文件", default=1)
    received_on = models.DateField("上传日期")
    committed_on = models.DateField("提交日期", null=True)
    state = models.CharField("状态", max_length=10, choices=BatchState.choices, default=BatchState.STAGING)
    message = models.CharField("说明", max_length=600, blank=True)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    sheets = models.JSONField("一起读的工作表", default=list)
    rows_read = models.PositiveIntegerField("读到行数", default=0)
    passed_over = models.PositiveIntegerField("略过行数", default=0)
    mapping = models.JSONField("列对应", default=list)
    samples = SealedField("各列样例", null=True)
    picked = models.CharField("选定的工作表", max_length=100, blank=True, default="")
    hidden = models.CharField("隐藏的行、列和工作表", max_length=400, blank=True, default="")
    left_out = models.JSONField("没有读成行的", default=dict)
    odd = models.JSONField("异常情况", default=list)
    word = models.CharField("异常情况的说明", max_length=200, blank=True, default="")
    confirmed_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="提交人"
    )
    signed_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "part"],
                condition=Q(mends=None) & ~Q(state__in=["refused", "withdrawn"]),
                name="one_main_batch_per_submission",
            ),
            models.UniqueConstraint(
                fields=["mends"],
                condition=~Q(state__in=["refused", "withdrawn", "committed"]),
                name="one_mending_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("confirmed_by")), name="signed_by_another"
            ),
        ]

    @property
    def shown_samples(self) -> list[list[str]]:
        """`samples` opened: of each header some cells."""
        return shown_samples(self.samples.open()) if self.samples else []

    @property
    def pickable(self) -> list[str]:
        """Names of the sheets one of which can be read instead."""
        several = [str(name) for name, *_ in self.sheets]
        return [*several, *self.left_out.get("pick", ())]

    @property
    def passed_lines(self) -> list[tuple[str, str]]:
        """The lines that were passed over, as far as they are named: where, and their first words."""
        return [(at_row(number, self.sheets), words) for number, words in self.left_out.get("lines", ())]


# What nineteen rows of twenty come to; where the others ended is counted from an index that has only them.
NEARLY_ALL = {"bin": "linked", "outcome": "no_rule"}


class Row(Record):
    """One data row of a batch: a sealed blob, blind indexes, and what rules need.

    number: in the sheet, or counted through where several were read; `at` says it as people see it.
    born_index: its name with the day of birth its number says, by which tried numbers show. day: up to when the amount is true. mends: the rejected row of an earlier file it stands for.
    outcome_reason: why it came to that, in one sentence without anybody's name. flawed: the reader took exception to the
    number or the name, and matching decides. candidates: ids of persons it may be about, best first.
    area: of a stranger, where in the county it says somebody lives; the township checks it.
    contradicts: it and another row of the file can't both be right; `reason` names that one.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "content": "整行内容（加密）",
        "id_index": "身份证号的盲索引",
        "name_index": "姓名的盲索引",
        "born_index": "姓名和号码前 14 位的盲索引",
        "amount": "金额",
        "reason": "退回原因或比对依据，引用的号码已遮去",
        "settled_how": "处理依据，可能提到人",
        "candidates": "可能的人（编号）",
    }
    impersonal = ("bin", "outcome", "outcome_reason")
    scope: ClassVar[Scope] = Scope(unit="unit_id")

    # Found by the indexes below that begin with it; each more makes a push slower.
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="rows", db_index=False)
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("行号")
    content = models.BinaryField("内容")
    id_index = BlindIndexField()
    name_index = BlindIndexField()
    born_index = BlindIndexField()
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2, null=True)
    day = models.DateField("截至日期", null=True)
    mends = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="mended_by", verbose_name="改正哪一行"
    )
    bin = models.CharField("归类", max_length=10, choices=Bin.choices, default=Bin.WAITING)
    reason = models.CharField("依据", max_length=600, blank=True)
    person = models.ForeignKey("registry_households.Person", models.PROTECT, null=True, related_name="+")
    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, null=True, related_name="+"
    )
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, null=True, related_name="+", verbose_name="所写地址"
    )
    flawed = models.BooleanField("号码或姓名有误", default=False)
    contradicts = models.BooleanField("与别的行矛盾", default=False)
    candidates = models.JSONField("可能的人", default=list)
    outcome = models.CharField("处置", max_length=10, choices=Outcome.choices, blank=True, default="")
    outcome_reason = models.CharField("处置理由", max_length=200, blank=True)
    settled_on = models.DateField("处理日期", null=True)
    settled_how = models.CharField("处理结果", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["batch", "bin", "id"], name="row_bin"),
            models.Index(fields=["amount", "id"], name="row_amount"),
            models.Index(fields=["unit", "bin", "id"], name="row_unit_bin"),
            models.Index(
                fields=["batch", "bin", "outcome", "unit", "settled_on", "id"],
                name="row_ends",
                condition=~Q(**NEARLY_ALL),
            ),
            models.Index(fields=["unit", "born_index"], name="row_born"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="row_once_per_batch"),
            models.CheckConstraint(
                condition=~Q(bin__in=["linked", "repaired"]) | Q(person__isnull=False),
                name="linked_to_a_person",
            ),
        ]

    @property
    def at(self) -> str:
        """Where it stands in the file: `第 5 行`, with its sheet where several were read."""
        return at_row(self.number, self.batch.sheets)
