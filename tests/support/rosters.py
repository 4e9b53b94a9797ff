"""Families in the register, and the rosters of births, deaths, moves and marriages about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.api import approve
from dixian.registry.households.api import ChangeBatch, HouseholdRow, PersonRow
from dixian.registry.households.models import Change, Person
from dixian.warning.submissions import api as submissions
from tests.support.changes import again, book
from tests.support.register import XLSX, id_number, insert_households

APRIL, MAY = Month.parse("2024-04"), Month.parse("2024-05")
TODAY = date(2024, 5, 12)
BIRTHS = ("姓名", "公民身份号码", "性别", "出生日期", "户主姓名", "户主公民身份号码", "母亲姓名", "母亲公民身份号码",
          "父亲姓名", "父亲公民身份号码")  # fmt: skip
DEATHS = ("姓名", "公民身份号码", "死亡日期", "注销日期")
MOVES = (
    "迁移类型",
    "姓名",
    "公民身份号码",
    "迁移日期",
    "户主姓名",
    "户主身份证号",
    "与户主关系",
    "迁入乡镇",
    "迁入村",
)
CREMATIONS = ("逝者姓名", "身份证号", "死亡日期", "火化日期", "户籍地")
MARRIAGES = ("登记类别", "登记日期", "男方姓名", "男方身份证号", "女方姓名", "女方身份证号", "户籍迁移",
             "迁往户户主姓名", "迁往户户主身份证号")  # fmt: skip


@dataclass(frozen=True)
class Member:
    """Somebody of a family; born says their number with the sequence."""

    name: str
    sequence: int
    relation: str = "户主"
    sex: str = "男"

    @property
    def number(self) -> str:
        return id_number(self.sequence)

    @property
    def person(self) -> Person:
        return Person.objects.select_related("household").get(number=f"P{self.sequence}")


def settle_families(families: Iterable[tuple[Any, Sequence[Member]]]) -> None:
    """Each (village, members, the head first) a household of the register."""
    insert_households(
        HouseholdRow(
            number=f"H{members[0].sequence:05}",
            village=village.pk,
            group_name="前屯",
            kind="general",
            monitored="",
            phone="",
            persons=tuple(
                PersonRow(
                    f"P{one.sequence}", one.name, one.number, one.sex, date(1970, 1, 1), one.relation, ""
                )
                for one in members
            ),
        )
        for village, members in families
    )


def kind_of(code: str) -> Any:
    """The packaged kind of this code."""
    return submissions.DataKind.objects.select_related("unit").get(code=code)


def sent(
    code: str, header: Sequence[str], rows: Sequence[Sequence[Any]], post: Any, month: Month = APRIL
) -> Any:
    """A roster uploaded, committed and compared with the register. Returns its batch as it then stands."""
    content = book(header, rows, title=f"{month.label}名册")
    stored = store([content], name="名册.xlsx", content_type=XLSX, purpose="报送")
    batch = submissions.receive(kind=kind_of(code), month=month, stored=stored, post=post)
    drain()
    submissions.commit(batch=submissions.batch(uid=batch.uid, post=post), post=post)
    drain()
    return submissions.batch(uid=batch.uid, post=post)


def outcomes(batch: Any) -> list[str]:
    """What its rows came to, in the order of the file; of one that was not linked its bin."""
    rows = submissions.Row.objects.filter(batch=batch).order_by("number")
    return [row.outcome or row.bin for row in rows]


def reasons(batch: Any) -> list[str]:
    """Why, likewise."""
    rows = submissions.Row.objects.filter(batch=batch).order_by("number")
    return [row.outcome_reason or row.reason for row in rows]


def proposed(batch: Any) -> list[ChangeBatch]:
    """The batches of changes that came from a roster."""
    found = ChangeBatch.objects.filter(source_uid=batch.uid)
    return list(found.select_related("area", "proposal__submitter").order_by("id"))


def kinds_of(changes: ChangeBatch) -> list[str]:
    """The kinds of its changes, in the order in which they are applied."""
    return list(
        Change.objects.filter(batch=changes).order_by("position", "id").values_list("kind", flat=True)
    )


def agreed(changes: ChangeBatch, post: Any) -> ChangeBatch:
    """Approved and applied."""
    approve(proposal=again(changes).proposal, post=post)
    drain()
    return again(changes)
