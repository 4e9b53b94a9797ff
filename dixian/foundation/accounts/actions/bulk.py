"""Accounts from an Excel list, one-time passwords back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.actions.passwords import OneTime, one_time
from dixian.foundation.accounts.actions.people import appoint, create_user
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.accounts.models import Post, User
from dixian.foundation.areas.api import Area, find_unit
from dixian.foundation.kernel.columns import Choice, Day, Phone, Text
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import write_table

ACCOUNT_COLUMNS = (
    Text("username", "用户名", required=True, longest=40, example="zhangsan"),
    Text("name", "姓名", required=True, longest=40, example="张三"),
    Phone("phone", "手机号", ("电话", "联系电话"), example="13800000000"),
    Text("unit", "单位", ("单位名称",), required=True, example="后头乡"),
    Text("area", "区划代码", ("负责区划",), example="231226201"),
    Choice("role", "角色", ("岗位",), required=True, options=tuple(Role.labels), example="乡镇经办"),
    Day("valid_from", "起始日期", required=True, example="2024-04-03"),
)
RESULT_COLUMNS = (
    Text("username", "用户名"),
    Text("name", "姓名"),
    Text("role", "角色"),
    Text("password", "一次性密码"),
)


@dataclass
class Opened:
    """What came of a list: accounts with their one-time passwords, and problems by row number."""

    accounts: list[tuple[str, str, str, str]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)

    def workbook(self) -> bytes:
        """The accounts as a workbook to hand out; shown once, kept nowhere."""
        return write_table(title="新开账号", columns=RESULT_COLUMNS, rows=self.accounts)


def open_accounts(
    *, rows: Iterable[tuple[int, dict[str, Any]]], by: Post, passwords: Iterable[OneTime] | None = None
) -> Opened:
    """rows: (row number, clean values of ACCOUNT_COLUMNS). A bad row is named, the rest goes on.

    passwords: one for each row, made before the transaction was opened; made here where they are left out.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    roles = {label: Role(value) for value, label in Role.choices}
    opened = Opened()
    made = iter(one_time, None) if passwords is None else iter(passwords)
    for (number, row), password in zip(rows, made, strict=False):
        try:
            with transaction.atomic():
                opened.accounts.append(_open(row, roles[row["role"]], by, password))
        except Refusal as refusal:
            opened.problems.append((number, f"{refusal.message}。{refusal.remedy}".rstrip("。") + "。"))
    return opened


def _open(row: dict[str, Any], role: Role, by: Post, password: OneTime) -> tuple[str, str, str, str]:
    unit = find_unit(row["unit"])
    if unit is None:
        raise Refusal(f"没有单位“{row['unit']}”，或有几个同名", "用单位全称或单位代码")
    area = unit.area
    if row["area"]:
        area = Area.objects.filter(code=row["area"]).first()
        if area is None:
            raise Refusal(f"没有区划代码“{row['area']}”", "对照区划表填写")
    user: User = create_user(
        username=row["username"], name=row["name"], phone=row["phone"] or "", password=password
    )
    appoint(user=user, role=role, unit=unit, area=area, valid_from=row["valid_from"], by=by)
    return user.username, user.name, role.label, password.plain
