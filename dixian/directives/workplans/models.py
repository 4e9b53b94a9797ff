"""Workplans as they were read and corrected. What is left out is struck with a word, never deleted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.directives.workplans.enums import LimitKind, UnitRole, WorkplanState
from dixian.directives.workplans.rules import limit_told
from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ADD, CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all

PUBLIC = open_to_all("县里印发的文件和任务分工，不含农户信息，号码已遮去")


class Workplan(Record):
    """One paper. source: the original as it came. message: why it could not be read."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("title", "issuer", "document_number", "state", "message")
    scope: ClassVar[Scope] = PUBLIC
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE, county_only=True)

    title = models.CharField("标题", max_length=200)
    issuer = models.CharField("印发单位", max_length=120, blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True)
    issued_on = models.DateField("印发日期", null=True)
    source = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, related_name="+", verbose_name="原件"
    )
    state = models.CharField(
        "状态", max_length=10, choices=WorkplanState.choices, default=WorkplanState.READING
    )
    message = models.CharField("说明", max_length=600, blank=True)
    adopted_on = models.DateField("下达日期", null=True)
    stopped_on = models.DateField("停止执行日期", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "工作要点"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("adopted", "stopped"), adopted_on__isnull=False)
                | (~Q(state__in=("adopted", "stopped")) & Q(adopted_on=None)),
                name="workplan_adopted_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Part(Record):
    """What all parts of a workplan declare."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = PUBLIC
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE, county_only=True)

    class Meta:
        abstract = True


class Item(Part):
    """One task of the paper. struck: why it is to be no task; empty for one that is. by_hand: of words that don't stand in it.

    as_read: what the paper says, where somebody worded it otherwise; empty where its text is the paper's.
    """

    personal: ClassVar[dict[str, str]] = {
        "text": "文件原文，可能写有责任人姓名，号码已遮去",
        "as_read": "改写以前的文件原文，可能写有责任人姓名，号码已遮去",
    }
    impersonal = ("marker", "section", "title", "struck")

    workplan = models.ForeignKey(Workplan, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField("顺序")
    number = models.PositiveIntegerField("编号", null=True)
    marker = models.CharField("序号", max_length=40, blank=True)
    section = models.CharField("章节", max_length=200, blank=True)
    title = models.CharField("任务", max_length=200)
    text = models.TextField("原文", blank=True)
    as_read = models.TextField("改写以前的原文", blank=True)
    struck = models.CharField("不作为任务的理由", max_length=200, blank=True)
    by_hand = models.BooleanField("人工补充", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workplan", "position"], name="item_place_in_workplan")
        ]

    def __str__(self) -> str:
        return f"{self.marker} {self.title}".strip()


class Corrector(Part):
    """Somebody who corrected a paper, and so does not approve its adoption."""

    grants: ClassVar[Grants] = Grants(ADD, ADD, county_only=True)
    history: ClassVar[History] = "insert_only"

    workplan = models.ForeignKey(Workplan, models.PROTECT, related_name="correctors")
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="校对人"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workplan", "by"], name="a_corrector_once")]


class ItemUnit(Part):
    """A unit's part in an item: as the paper writes it, the unit it is, the group it stands for.

    unit None: nobody knows yet; proposed: the full name it would have. struck: why it doesn't count.
    """

    impersonal = ("role", "written", "group", "proposed", "struck")

    item = models.ForeignKey(Item, models.PROTECT, related_name="units")
    position = models.PositiveIntegerField("顺序")
    role = models.CharField("身份", max_length=12, choices=UnitRole.choices)
    written = models.CharField("原文写法", max_length=120, blank=True)
    group = models.CharField("单位组", max_length=120, blank=True)
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", verbose_name="单位"
    )
    proposed = models.CharField("可能的全称", max_length=120, blank=True)
    struck = models.CharField("划去的理由", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()


class ItemLimit(Part):
    """A time limit of an item. struck: why it doesn't count. by_hand: worded by a person, beside what was read."""

    impersonal = ("written", "kind", "every", "measure", "struck")

    item = models.ForeignKey(Item, models.PROTECT, related_name="limits")
    written = models.CharField("原文", max_length=120)
    kind = models.CharField("种类", max_length=8, choices=LimitKind.choices)
    every = models.CharField("周期", max_length=20, blank=True)
    amount = models.PositiveIntegerField("数", null=True)
    measure = models.CharField("单位", max_length=20, blank=True)
    first_day = models.PositiveIntegerField("起日", null=True)
    last_day = models.PositiveIntegerField("止日", null=True)
    on = models.DateField("截至日期", null=True)
    struck = models.CharField("划去的理由", max_length=200, blank=True)
    by_hand = models.BooleanField("校对时写的", default=False)

    @property
    def told(self) -> str:
        """How it was understood; "" where nothing can be reckoned with it."""
        return limit_told(
            kind=self.kind,
            every=self.every,
            amount=self.amount,
            measure=self.measure,
            first_day=self.first_day,
            last_day=self.last_day,
            on=self.on,
        )


class ItemFigure(Part):
    """A number an item is to reach or keep. struck: why it doesn't count. by_hand: worded by a person, beside what was read."""

    impersonal = ("written", "measure", "bound", "struck")

    item = models.ForeignKey(Item, models.PROTECT, related_name="figures")
    written = models.CharField("原文", max_length=120)
    value = models.FloatField("数值", null=True)
    measure = models.CharField("单位", max_length=20, blank=True)
    bound = models.CharField("界限", max_length=12, blank=True)
    struck = models.CharField("划去的理由", max_length=200, blank=True)
    by_hand = models.BooleanField("校对时写的", default=False)


class WorkplanMark(Part):
    """What the reader left to a person: about an item, or about the whole paper."""

    grants: ClassVar[Grants] = Grants(ADD, ADD, county_only=True)
    history: ClassVar[History] = "insert_only"
    impersonal = ("about", "why")

    workplan = models.ForeignKey(Workplan, models.PROTECT, related_name="marks")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="marks")
    about = models.CharField("对象", max_length=200)
    why = models.CharField("说明", max_length=300)


class Passage(Part):
    """A stretch of the paper that the reader made no task of. after: how many tasks stand before it."""

    grants: ClassVar[Grants] = Grants(ADD, ADD, county_only=True)
    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"text": "文件原文，可能写有责任人姓名，号码已遮去"}

    workplan = models.ForeignKey(Workplan, models.PROTECT, related_name="passages")
    after = models.PositiveIntegerField("前面的任务数")
    text = models.TextField("原文")


class PaperWords(Part):
    """All words of a paper, blanks and signs off, in which others are looked up without its file being opened."""

    grants: ClassVar[Grants] = Grants(ADD, ADD, county_only=True)
    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"text": "文件全文，可能写有责任人姓名，号码已遮去"}

    workplan = models.OneToOneField(Workplan, models.PROTECT, related_name="words")
    text = models.TextField("全文")
