"""People, their posts, and what goes with them."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.accounts.problems import NotAllowed
from dixian.foundation.accounts.roles import ADMINISTRATORS
from dixian.foundation.accounts.separation import why_not
from dixian.foundation.areas.api import in_force
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.grants import Grants
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.foundation.vault.fields import SealedField

REACHING = ("SELECT", "INSERT", "UPDATE (post_id, version)", "DELETE")
STAFF = open_to_all("工作人员的账号和岗位，不含农户信息")


class User(Record, AbstractBaseUser):
    """A person who signs in. One person, one account, any number of posts."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "username": "用户名，常是姓名拼音",
        "name": "工作人员姓名",
        "phone": "电话（加密）",
        "password": "密码散列，不进留痕",
    }
    never_kept = ("password",)
    scope: ClassVar[Scope] = STAFF

    username = models.CharField("用户名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = SealedField("电话", null=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=True)
    reset_until = models.DateField("领取一次性密码的最后一天", null=True)
    let_in = models.UUIDField("放行码的编号", null=True)
    last_login = None

    USERNAME_FIELD = "username"
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name


class Post(Record):
    """What a person is at a unit or area, from-to."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("role",)
    scope: ClassVar[Scope] = STAFF

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name="人员")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    area = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, null=True, related_name="+", verbose_name="区划"
    )
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)

    class Meta:
        verbose_name = "岗位"
        indexes = [models.Index(fields=["unit", "role"], name="post_unit_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="post_days_in_order",
            ),
            # The three administrators are separated: one open administrator's post per person.
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(valid_to__isnull=True, role__in=sorted(ADMINISTRATORS)),
                name="one_administrator_post_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name}·{self.get_role_display()}"

    @property
    def acting_person(self) -> User:
        """Who acts with the post: its delegate where `acted_by` said so, otherwise whose post it is.

        Four eyes are four eyes of persons: whatever is submitted, approved, answered or confirmed is
        kept and compared under this name.
        """
        return self.__dict__.get("_acting_person") or self.user

    def acted_by(self, person: User) -> Self:
        """This instance, acted with by a delegate."""
        self.__dict__["_acting_person"] = person
        return self

    def is_in_force(self, on: date | None = None) -> bool:
        """Whether the post may act on a day (today)."""
        day = on or clock.today()
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def capabilities(self) -> frozenset[str]:
        """Codes of the rights its role has today; read once per instance."""
        found = self.__dict__.get("_capabilities")
        if found is None:
            rights = RoleRight.objects.filter(in_force(clock.today()), role=self.role)
            found = self.__dict__["_capabilities"] = frozenset(rights.values_list("capability", flat=True))
        return found

    def can(self, capability: str) -> bool:
        """Whether the post has a right."""
        return str(capability) in self.capabilities()

    def require(self, capability: str) -> None:
        """Raises NotAllowed, naming the right, where the post lacks it."""
        if not self.can(capability):
            never = why_not(Role(self.role), Capability(capability))
            raise NotAllowed(
                f"{self.get_role_display()}没有“{Capability(capability).label}”的权限",
                f"{never}；这类事项不归{self.get_role_display()}办理"
                if never
                else "需要时请安全管理员调整权限",
            )


class RoleRight(Record):
    """A role has a right from-to."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("role", "capability", "source")
    scope: ClassVar[Scope] = STAFF

    role = models.CharField("角色", max_length=20, choices=Role.choices)
    capability = models.CharField("权限", max_length=20, choices=Capability.choices)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)
    source = models.CharField("依据", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role", "capability"], condition=Q(valid_to__isnull=True), name="right_once_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}·{self.get_capability_display()}"


class Reach(Record):
    """A household a unit or a post has come to see. Plain id: the register lies above this room."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("source",)
    scope: ClassVar[Scope] = open_to_all("只有编号，行级安全要读它")
    # Whoever could write here would see what they like.
    grants: ClassVar[Grants] = Grants(REACHING, REACHING, county_only=True)

    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    household_id = models.BigIntegerField("户")
    source = models.CharField("来源", max_length=60)

    class Meta:
        # Row security asks who reaches one household.
        indexes = [models.Index(fields=["household_id"], name="reach_household")]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, post__isnull=True) | Q(unit__isnull=True, post__isnull=False),
                name="reach_of_unit_or_post",
            ),
            models.UniqueConstraint(
                fields=["unit", "household_id"], condition=Q(unit__isnull=False), name="reach_unit_once"
            ),
            models.UniqueConstraint(
                fields=["post", "household_id"], condition=Q(post__isnull=False), name="reach_post_once"
            ),
        ]


class SubmittedForm(Record):
    """A form key that was used; unique, so that a POST counts once (decision 12).

    `address` and `told` are what the first sending was answered, for the second; `said` is the same, in clear, of forms
    from before it was sealed.
    """

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {
        "said": "办理结果，可能提到人；不再写入",
        "told": "办理结果，可能提到人",
    }
    impersonal = ("address",)
    scope: ClassVar[Scope] = open_to_all("只给同一个人再看一遍办理结果，页面按操作人取")

    key = models.UUIDField("表单编号", unique=True)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    address = models.CharField("结果地址", max_length=400, blank=True, default="")
    said = models.CharField("以前的办理结果", max_length=400, blank=True, default="")
    told = SealedField("办理结果", null=True)
