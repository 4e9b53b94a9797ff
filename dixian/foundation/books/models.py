"""The bases of every ledger: its rows and the steps taken with them; and the columns a county adds."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.books.enums import ColumnKind
from dixian.foundation.kernel.grants import CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all

PERSONAL_OF_ROW = {"extra": "县里自加栏目的内容，可能写有姓名；号码不收"}
PERSONAL_OF_STEP = {"text": "办理说明，可能写有工作人员姓名；号码不收"}


class BookRow(Record):
    """A row of a ledger: whose it is, where it stands, by when. The room adds its columns, scope and personal data.

    extra: what stands in the county's own columns, by their codes, days and amounts as text.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = PERSONAL_OF_ROW
    impersonal: ClassVar[tuple[str, ...]] = ("state",)

    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="责任单位"
    )
    state = models.CharField("状态", max_length=12)
    due_on = models.DateField("期限", null=True, blank=True)
    extra = models.JSONField("自加栏目", default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class SeriesRow(BookRow):
    """A row that comes with each period. period: what it is called; first_on: its first day. The room adds `of` by its own name."""

    period = models.CharField("期次", max_length=20)
    first_on = models.DateField("起日", null=True, blank=True)

    class Meta:
        abstract = True


class BookStep(Record):
    """Something that was done with a row; insert-only. The room adds `row`, a foreign key with related name `steps`.

    unit: that of the row, so that one scope covers both; carried: other columns the scope names, taken from the row.
    of_post: columns taken from the post that acts, by what they are called there. over: whose step this one judges; never one's own.
    """

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = PERSONAL_OF_STEP
    impersonal: ClassVar[tuple[str, ...]] = ("verb", "label", "state")
    carried: ClassVar[tuple[str, ...]] = ()
    of_post: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    verb = models.CharField("办理", max_length=20)
    label = models.CharField("办理名称", max_length=20)
    state = models.CharField("办理后的状态", max_length=12)
    on = models.DateField("日期")
    text = models.CharField("说明", max_length=500, blank=True)
    evidence = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="佐证"
    )
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="办理人"
    )
    over = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="原办理人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(over=None) | ~Q(by=F("over")), name="%(class)s_judged_by_another"
            )
        ]


IN_VILLAGE = Scope(area="village_id", unit="unit_id")


class VillageStep(BookStep):
    """A step of a row that lies with a village as well as with its unit."""

    scope: ClassVar[Scope] = IN_VILLAGE
    carried: ClassVar[tuple[str, ...]] = ("village_id",)

    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")

    class Meta(BookStep.Meta):
        abstract = True


class BookColumn(Record):
    """A column a county adds to a ledger in the browser. ended_on: shown no longer from then on; nothing is lost."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("book", "code", "title", "kind", "options")
    scope: ClassVar[Scope] = open_to_all("台账的栏目名称，不含农户信息")
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE, county_only=True)

    book = models.CharField("台账", max_length=40)
    code = models.CharField("代码", max_length=12)
    title = models.CharField("栏目", max_length=20)
    kind = models.CharField("类型", max_length=8, choices=ColumnKind.choices)
    options = models.CharField("选项", max_length=200, blank=True)
    ended_on = models.DateField("停用日期", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="book_column_code"),
            models.UniqueConstraint(
                fields=["book", "title"], condition=Q(ended_on=None), name="book_column_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title
