"""Declarations, the village's public address they come through, and how often somebody may knock."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.foundation.vault.fields import BlindIndexField, SealedField
from dixian.warning.declarations.enums import DeclarationState, Filler, Way

USER, AREA = "foundation_accounts.User", "foundation_areas.Area"
STORED = "foundation_files.StoredFile"


class Entrance(Record):
    """A village's public address; its token is on the poster and in nobody's database in clear. phone: whom to call."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"phone": "村里接电话的人的号码（加密），印在海报上"}
    impersonal = ("token", "token_index", "reason")
    scope: ClassVar[Scope] = Scope(area="village_id", holder="token_index")

    village = models.ForeignKey(AREA, models.PROTECT, related_name="+", verbose_name="村")
    token = SealedField("地址口令")
    token_index = BlindIndexField(null=False, unique=True)
    phone = SealedField("咨询电话")
    opened_on = models.DateField("开通日期")
    ended_on = models.DateField("停用日期", null=True)
    reason = models.CharField("停用理由", max_length=200, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="开通人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "村申报入口"
        constraints = [
            models.UniqueConstraint(
                fields=["village"], condition=Q(ended_on=None), name="one_entrance_a_village"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(reason=""), name="entrance_ended_with_a_word"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village}申报入口"


class Declaration(Record):
    """What a household, or somebody for it, says is wrong.

    secret: of the query code and the last four of the telephone together; the code itself is kept nowhere.
    troubles: codes of `declare_trouble`. of_household: the telephone is the household's, or was called back.
    told_on: the day it was said. entered_by, sheet: of one on paper.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "name": "有困难的人的姓名（加密）",
        "phone": "联系电话（加密）",
        "phone_index": "联系电话的盲索引",
        "place": "屯和住处（加密）",
        "id_number": "身份证号（加密）",
        "id_index": "身份证号的盲索引",
        "filler_name": "代填人的姓名（加密）",
        "troubles": "困难的粗分类",
        "words": "申报人自己的话（加密）",
        "household": "指向户",
        "reason": "办结理由，可能提到人",
    }
    impersonal = ("way", "filled_by", "secret", "state")
    scope: ClassVar[Scope] = Scope(area="village_id", holder="secret")

    village = models.ForeignKey(AREA, models.PROTECT, related_name="+", verbose_name="村")
    way = models.CharField("来路", max_length=6, choices=Way.choices)
    filled_by = models.CharField("谁填的", max_length=10, choices=Filler.choices)
    name = SealedField("姓名")
    phone = SealedField("联系电话")
    phone_index = BlindIndexField(null=False)
    place = SealedField("屯和住处")
    id_number = SealedField("身份证号", null=True)
    id_index = BlindIndexField()
    filler_name = SealedField("代填人", null=True)
    troubles = models.JSONField("困难")
    words = SealedField("自己的话", null=True)
    told_on = models.DateField("申报日期")
    secret = BlindIndexField(null=False, unique=True)
    state = models.CharField(
        "状态", max_length=10, choices=DeclarationState.choices, default=DeclarationState.WAITING
    )
    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, null=True, related_name="+", verbose_name="户"
    )
    lead = models.ForeignKey(
        "commons_leads.Lead", models.PROTECT, null=True, related_name="+", verbose_name="线索"
    )
    of_household = models.BooleanField("电话是这一户的", default=False)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="与哪份重复"
    )
    reason = models.CharField("办结理由", max_length=200, blank=True)
    settled_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    settled_on = models.DateField("办理日期", null=True)
    sheet = models.ForeignKey(STORED, models.PROTECT, null=True, related_name="+", verbose_name="纸质原件")
    entered_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="代录人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "自主申报"
        indexes = [models.Index(fields=["village", "state", "id"], name="declaration_village_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="joined", lead__isnull=False, household__isnull=False)
                | (~Q(state="joined") & Q(lead=None, household=None)),
                name="declaration_joined_has_its_lead",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_by=None, settled_on=None)
                | (~Q(state="waiting") & Q(settled_by__isnull=False, settled_on__isnull=False)),
                name="declaration_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "joined"]) | ~Q(reason=""),
                name="declaration_ended_with_a_word",
            ),
            models.CheckConstraint(
                condition=Q(state="duplicate", same_as__isnull=False)
                | (~Q(state="duplicate") & Q(same_as=None)),
                name="declaration_duplicate_of_another",
            ),
            models.CheckConstraint(
                condition=Q(way="web", sheet=None, entered_by=None)
                | Q(way="paper", sheet__isnull=False, entered_by__isnull=False),
                name="declaration_on_paper_has_its_sheet",
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None) | Q(entered_by=None) | ~Q(settled_by=F("entered_by")),
                name="declaration_on_paper_settled_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village}自主申报"


class DeclaredPhoto(Record):
    """A photo sent along, as it was made anew; what came from the phone, with its place in it, is not kept."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"shown": "申报的照片（加密存放），拍摄地点已去掉"}
    impersonal = ("secret",)
    scope: ClassVar[Scope] = Scope(area="village_id", holder="secret")

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="photos")
    village = models.ForeignKey(AREA, models.PROTECT, related_name="+", verbose_name="村")
    secret = BlindIndexField(null=False)
    shown = models.ForeignKey(STORED, models.PROTECT, related_name="+", verbose_name="照片")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "申报照片"


class Passing(Record):
    """A declaration was another village's: passed on with a reason; its clock goes on."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"reason": "转办理由，可能提到人"}
    scope: ClassVar[Scope] = Scope(area="village_id")

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="passings")
    village = models.ForeignKey(AREA, models.PROTECT, related_name="+", verbose_name="转到")
    left = models.ForeignKey(AREA, models.PROTECT, related_name="+", verbose_name="转出")
    reason = models.CharField("理由", max_length=200)
    on = models.DateField("日期")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="转办人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "申报转办"
        constraints = [
            models.CheckConstraint(
                condition=~Q(village=F("left")), name="declaration_passed_to_another_village"
            )
        ]


class Knock(Record):
    """How often something was tried within a window of the real clock; key: a blind index, never an address itself."""

    history: ClassVar[History] = "none: 只是次数，过后删去"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("kind", "key", "window")
    scope: ClassVar[Scope] = open_to_all("只有盲索引和次数，看不出是谁")
    grants: ClassVar[Grants] = Grants(CHANGE, ALL)

    kind = models.CharField("什么", max_length=20)
    key = BlindIndexField(null=False)
    window = models.CharField("时段", max_length=13)
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "申报次数"
        constraints = [models.UniqueConstraint(fields=["kind", "key", "window"], name="knock_counted_once")]
