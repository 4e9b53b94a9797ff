"""Accounts from an Excel list or a form, one-time passwords back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from dixian.foundation.accounts.actions.passwords import OneTime
from dixian.foundation.accounts.actions.people import create_user
from dixian.foundation.accounts.actions.posts import appoint, check_appointment, check_listed
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.accounts.fits import usual_area
from dixian.foundation.accounts.models import Post, User
from dixian.foundation.areas.api import Area, Unit, find_unit
from dixian.foundation.kernel.columns import Choice, Column, Day, Phone, Text
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.sheets.api import write_table


@dataclass(frozen=True)
class Name(Text):
    """A name without blanks. One with blanks is refused, not mended: people must find the account as they wrote it."""

    rule: ClassVar[str] = "文字，中间不留空格"

    def convert(self, raw: object, text: str) -> str:
        """The name. Raises CellProblem where blanks part it."""
        if len(str(raw).split()) > 1:
            raise CellProblem(f"“{self.title}”中间有空格", "删去空格；分段的姓名写成“买买提·艾力”")
        return text


PERSON_COLUMNS = (
    Name("name", "姓名", required=True, longest=40, example="张三"),
    Phone("phone", "手机号", ("电话", "联系电话"), example="13800000000"),
)
ACCOUNT_COLUMNS = (
    Name("username", "用户名", required=True, longest=40, example="zhangsan"),
    *PERSON_COLUMNS,
    Text("unit", "单位", ("单位名称",), required=True, example="后头乡"),
    Text("area", "区划代码", ("负责区划",), example="231226201"),
    Choice("role", "角色", ("岗位",), required=True, options=tuple(Role.labels), example="乡镇经办"),
    Day("valid_from", "起始日期", required=True, example="2024-04-03"),
    Day("valid_to", "终止日期"),
)
RESULT_COLUMNS = (
    Text("username", "用户名"),
    Text("name", "姓名"),
    Text("role", "角色"),
    Text("password", "一次性密码"),
)
KEPT_PASSWORD = "仍用原密码"  # noqa: S105 - what is printed where no password is made


@dataclass(frozen=True)
class Opening:
    """One line of a list or one form, with its unit and area found: who is to have which post."""

    username: str
    name: str
    phone: str
    role: Role
    unit: Unit
    area: Area | None
    valid_from: date
    valid_to: date | None


@dataclass
class Checked:
    """Numbers and roles of the rows that can be opened, and a sentence for each of the others."""

    numbers: list[int] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def passwords_workbook(accounts: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Accounts (user name, name, role, one-time password) as a workbook to hand out."""
    return write_table(title="一次性密码", columns=RESULT_COLUMNS, rows=accounts)


def check_accounts(*, rows: Iterable[tuple[int, dict[str, Any]]], by: Post) -> Checked:
    """Which rows can be opened, as far as can be told before; writes nothing.

    rows: (row number, clean values of ACCOUNT_COLUMNS). Raises NotAllowed.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    checked = Checked()
    first: dict[str, tuple[int, str]] = {}
    for number, row in rows:
        try:
            opening = opening_of(row)
            check_row(opening, by)
            above, name = first.setdefault(opening.username, (number, opening.name))
            if name != opening.name:
                raise Refusal(f"用户名“{opening.username}”在第 {above} 行是{name}的", "一人一个用户名")
            checked.numbers.append(number)
            checked.roles.append(opening.role)
        except Refusal as refusal:
            checked.problems.append(sentence(number, refusal))
    return checked


def sentence(number: int, refusal: Refusal) -> str:
    """Why a row was not opened."""
    return f"第 {number} 行：{f'{refusal.message}。{refusal.remedy}'.rstrip('。')}。"


def check_row(opening: Opening, by: Post) -> None:
    """Raises NotAllowed; Refusal where a list can't open this."""
    user = known_person(opening) or User(username=opening.username, name=opening.name)
    check_listed(user=user, role=opening.role, by=by)
    check_appointment(
        user=user, role=opening.role, unit=opening.unit, area=opening.area,
        valid_from=opening.valid_from, valid_to=opening.valid_to,
    )  # fmt: skip


def open_account(
    *,
    opening: Opening,
    by: Post,
    password: OneTime,
    agreed: bool = False,
    let_in: UUID | None = None,
) -> tuple[str, str, str, str]:
    """Open an account with its first post, or give somebody known another one.

    agreed: a second person has confirmed the list it stands in; let_in: see `allow_reset`.
    Returns user name, name, role and one-time password. Raises NotAllowed, Refusal.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    if agreed:
        check_row(opening, by)
    user, told = known_person(opening), KEPT_PASSWORD
    if user is None:
        told = password.plain
        user = create_user(
            username=opening.username,
            name=opening.name,
            phone=opening.phone,
            password=password,
            let_in=let_in,
        )
    appoint(
        user=user, role=opening.role, unit=opening.unit, area=opening.area,
        valid_from=opening.valid_from, valid_to=opening.valid_to, by=None if agreed else by,
    )  # fmt: skip
    return user.username, user.name, opening.role.label, told


def known_person(opening: Opening) -> User | None:
    """Whose account the opening is about, if there is one. Raises Refusal where it is somebody else's."""
    user = User.objects.filter(username=opening.username).first()
    if user is not None and user.name != opening.name:
        raise Refusal(f"用户名“{opening.username}”已经有人用，不是{opening.name}", "换一个用户名，或核对姓名")
    return user


def opening_of(row: Mapping[str, Any]) -> Opening:
    """Clean values of ACCOUNT_COLUMNS with unit and area found. Raises Refusal where there is none."""
    unit = find_unit(row["unit"])
    if unit is None:
        raise Refusal(f"没有单位“{row['unit']}”，或有几个同名", "用单位全称或单位代码")
    role = Role.values[Role.labels.index(row["role"])]
    area = Area.objects.filter(code=row["area"]).first() if row["area"] else usual_area(Role(role), unit)
    if row["area"] and area is None:
        raise Refusal(f"没有区划代码“{row['area']}”", "对照区划表填写")
    return Opening(
        username=row["username"], name=row["name"], phone=row["phone"] or "", role=Role(role),
        unit=unit, area=area, valid_from=row["valid_from"], valid_to=row["valid_to"],
    )  # fmt: skip


def clean_form(sent: Mapping[str, str], columns: Iterable[Column] = ACCOUNT_COLUMNS) -> dict[str, Any]:
    """A form with the fields of these columns, cleaned like a row of the list. Raises Refusal."""
    try:
        return {column.code: column.clean(sent.get(column.code, "")) for column in columns}
    except CellProblem as problem:
        raise Refusal(problem.message, problem.remedy) from None
