"""期初: risks, days and papers of households monitored before, many at once from the national sheet (facts 3.2).

What the sheet leaves empty stays on the list to be completed; what is known already is not written over; no clock starts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.api import update_rows
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.columns import Column, Day, MonthColumn, Text
from dixian.foundation.policy.api import items
from dixian.warning.cases.enums import CaseState
from dixian.warning.cases.models import Case, CaseRisk
from dixian.warning.cases.turns import keep_turns

PIECE, SLOTS = 500, 5
JOIN = "、"
RISKS = tuple(f"risk{number}" for number in range(1, SLOTS + 1))
COLUMNS: tuple[Column, ...] = (
    Text("number", "户编号", required=True, longest=30),
    Text("head", "户主姓名", ("户主",), longest=60),
    *(
        Text(code, f"致贫/返贫风险{number}", (f"致贫返贫风险{number}", f"风险{number}"), longest=30)
        for number, code in enumerate(RISKS, start=1)
    ),
    Day("event_date", "识别日期", ("识别时间", "监测对象识别日期")),
    MonthColumn("event_month", "识别监测时间", ("风险识别时间",)),
    Day("approved_on", "批复日期", ("审定日期",)),
    Text("approval_number", "批复文号", ("文号",), longest=80),
    # Its name stands again in the block of what was so after the elimination.
    Text("eliminated", "风险是否已消除", ("风险是否消除",), longest=20, repeated=True),
)
YES = frozenset(("是", "已消除", "1"))
DATES = ("event_date", "approved_on", "approval_number")
# The national wording varies by a word.
ALSO = {"因产业失败": "因产业项目失败", "因住房": "因安全住房", "因饮水": "因安全饮水"}


@dataclass
class Completed:
    """How many cases were added to, and a problem by row number of those that could not; `refused`: their 户编号.

    differing: by row number, what the sheet says otherwise than what was there before, and stays.
    """

    done: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    differing: list[tuple[int, str]] = field(default_factory=list)


def by_household(rows: Sequence[tuple[int, Mapping[str, Any]]]) -> list[tuple[int, dict[str, Any]]]:
    """The national sheet has a row for each member: one row a household, at its first row's number.

    Of days, papers and risks the first that is said counts; words of other columns are put together.
    """
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    once = {one.code for one in COLUMNS}
    for at, row in rows:
        _, home = found.setdefault(row["number"], (at, {}))
        for code, value in row.items():
            known = home.get(code)
            if known in (None, "") or not isinstance(value, str) or code in once:
                home[code] = value if known in (None, "") else known
            elif value and value not in known.split(JOIN):
                home[code] = f"{known}{JOIN}{value}"
    return list(found.values())


@transaction.atomic
def complete_many(*, rows: Sequence[tuple[int, Mapping[str, Any]]], post: Post) -> Completed:
    """rows: (row number, clean values of `COLUMNS`). A bad row is named, the others are taken. Raises NotAllowed."""
    post.require(Capability.IMPORT_REGISTER)
    result = Completed()
    cases = opening_cases({row["number"] for _, row in rows})
    risks = {one.label: one.code for one in items("at_risk_reason")}
    given: list[tuple[Case, list[str]]] = []
    kept = _kept_risks(cases.values())
    for at, row in rows:
        case = cases.pop(row["number"], None)
        named = [_risk(risks, row[code]) for code in RISKS if row[code]]
        if why := _why_not(case, row, named):
            result.problems.append((at, why))
            result.refused.add(row["number"])
        elif case is not None:
            there = kept.get(case.pk, set())
            result.differing += [(at, one) for one in _differing(case, row, named, there)]
            new = [] if there else list(dict.fromkeys(code for _, code in named))
            if _fill(case, row) or new:
                case.version += 1
                given.append((case, new))
    update_rows([case for case, _ in given], [*DATES, "version"])
    keep_turns([case for case, _ in given])
    _keep_risks(given)
    result.done = len(given)
    return result


def opening_cases(numbers: Collection[str]) -> dict[str, Case]:
    """户编号 -> the case of a household that was monitored before, in pieces of a query."""
    found: dict[str, Case] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), PIECE):
        some = Case.objects.filter(lead=None, household__number__in=wanted[start : start + PIECE])
        found.update({one.household.number: one for one in some.select_related("household").order_by("id")})
    return found


def _risk(codes: Mapping[str, str], label: str) -> tuple[str, str]:
    """The label and its code; "" for one that is none."""
    said = label.strip()
    near = said.replace("安全住房", "住房安全").replace("安全饮水", "饮水安全")
    return said, codes.get(near) or codes.get(ALSO.get(said, ""), "")


def _why_not(case: Case | None, row: Mapping[str, Any], named: Sequence[tuple[str, str]]) -> str:
    if case is None:
        return f"期初监测对象里没有户编号 {row['number']}。先导入户档案；不是监测对象、在系统里识别的户不用补"
    wrong = [label for label, code in named if not code]
    if wrong:
        return f"没有“{wrong[0]}”这种风险。按全国系统的风险类别填写，例如因病、因学、因残"
    if row.get("eliminated") in YES and case.state != CaseState.ELIMINATED:
        return f"表里风险已消除，系统里{case.get_state_display()}，没有导入。先导入最新的户档案，或者按风险消除办理"
    if row.get("event_month") and Month.parse(row["event_month"]).first > clock.today():
        return f"识别监测时间 {row['event_month']} 在今天以后，没有导入。核对这一格"
    days = [
        one for one in (row["event_date"] or case.event_date, case.approved_on or row["approved_on"]) if one
    ]
    if days != sorted(days) or any(day > clock.today() for day in days):
        return "日期不对：识别日期不晚于批复日期，都不晚于今天"
    return ""


def _fill(case: Case, row: Mapping[str, Any]) -> bool:
    """Whether anything was added. A day is better than its month; what is written already stays."""
    before = [getattr(case, name) for name in DATES]
    if row["event_date"] and (case.event_date is None or _is_day_of(row["event_date"], case)):
        case.event_date = row["event_date"]
    elif row.get("event_month") and case.event_date is None:
        case.event_date = Month.parse(row["event_month"]).first
    case.approved_on = case.approved_on or row["approved_on"]
    case.approval_number = case.approval_number or (row["approval_number"] or "")
    return before != [getattr(case, name) for name in DATES]


def _is_day_of(day: date, case: Case) -> bool:
    """Whether all that is known of the case is the month of this day, as the register told it."""
    month = Month.of(day)
    return case.event_date == month.first and case.household.monitored_month == month.code


def _differing(
    case: Case, row: Mapping[str, Any], named: Sequence[tuple[str, str]], there: set[str]
) -> Iterator[str]:
    """What stands in the case and the sheet says otherwise; a month says nothing else than a day of it."""
    day, month = row["event_date"], row.get("event_month")
    if case.event_date and day and day != case.event_date and not _is_day_of(day, case):
        yield f"识别日期已是 {case.event_date}，表里是 {day}，没有改"
    elif case.event_date and month and not day and Month.of(case.event_date).code != month:
        yield f"识别日期已是 {case.event_date}，表里是 {month}，没有改"
    if case.approved_on and row["approved_on"] not in (None, case.approved_on):
        yield f"批复日期已是 {case.approved_on}，表里是 {row['approved_on']}，没有改"
    if case.approval_number and row["approval_number"] not in (None, "", case.approval_number):
        yield f"批复文号已是 {case.approval_number}，表里是 {row['approval_number']}，没有改"
    if there and (others := dict.fromkeys(label for label, code in named if code not in there)):
        yield f"风险已填过，表里还有{'、'.join(others)}，没有改"


def _kept_risks(cases: Iterable[Case]) -> dict[int, set[str]]:
    ids, found = [one.pk for one in cases], dict[int, set[str]]()
    for start in range(0, len(ids), PIECE):
        some = CaseRisk.objects.filter(case__in=ids[start : start + PIECE])
        for case, risk in some.values_list("case_id", "risk"):
            found.setdefault(case, set()).add(risk)
    return found


def _keep_risks(given: Sequence[tuple[Case, Sequence[str]]]) -> None:
    CaseRisk.objects.bulk_create(
        [
            CaseRisk(
                case=case,
                household_id=case.household_id,
                village_id=case.village_id,
                risk=code,
                from_on=_since(case),
            )
            for case, codes in given
            for code in codes
        ],
        batch_size=PIECE,
    )


def _since(case: Case) -> date | None:
    return case.event_date or case.approved_on
