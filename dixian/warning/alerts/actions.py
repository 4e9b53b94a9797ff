"""A rule sheet changes by a proposal that another person approves (four eyes)."""

from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel.money import yuan
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import DatedRows, Proposal, Subject, approved_by, propose, rows_of
from dixian.registry.households.enums import Group
from dixian.warning.alerts.enums import Event, Window
from dixian.warning.alerts.lines import column_of
from dixian.warning.alerts.models import INTERVAL, RuleSheet
from dixian.warning.alerts.rules import later
from dixian.warning.alerts.trial import Trial, tried
from dixian.warning.submissions.api import DataKind
from dixian.warning.submissions.enums import Mode

LONGEST_CLAUSE = 40
HIGHEST = Decimal(10) ** 9
SHEETS = DatedRows(RuleSheet, ("kind_id", "event", "group"), fixed={"mark": "local"})


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What a sheet asks for: a line with its step, values of a choice (`field`), or, with neither, being on the list."""

    amount: Decimal | None = None
    step: Decimal = Decimal()
    values: list[str] = field(default_factory=list)
    field: str = ""
    window: str = Window.SINGLE
    interval: str = INTERVAL
    cause: str = ""
    event: str = Event.ROW

    def plain(self) -> dict[str, Any]:
        """As arguments of a proposal."""
        amounts = {"amount": None if self.amount is None else str(self.amount), "step": str(self.step)}
        return {**asdict(self), **amounts, "window": str(self.window), "event": str(self.event)}

    def words(self, kind: DataKind) -> str:
        """In words, as approvers and lists read it."""
        title = column_of(kind, self.field).get("title", "")
        if self.amount is not None:
            over = "" if self.window == Window.SINGLE else f"{Window(self.window).label}"
            return f"{over}{title}{yuan(self.amount)}，每递增 {yuan(self.step)}"
        listed = str(Event(self.event).label)
        if not self.values:
            return listed
        return f"{listed if self.event == Event.LEFT else ''}“{title}”为{'、'.join(self.values)}"


def propose_rule(
    *, kind: DataKind, group: Group, clause: str, valid_from: date, source: str, post: Post, **condition: Any
) -> Proposal:
    """Ask for a rule sheet for a kind and group from a day on; for a group that has none too.

    condition: fields of `Condition`. The proposal says what it would have raised in the past six months.
    Raises NotAllowed; Refusal for an impossible condition, clause or day, and without a source.
    """
    post.require(Capability.PROPOSE_POLICY)
    asked, clause = checked(kind, Condition(**condition)), clause.strip()
    if not clause or len(clause) > LONGEST_CLAUSE:
        raise Refusal(f"条目须填写，且不超过 {LONGEST_CLAUSE} 个字", "例如“医保规则第1条”")
    current = RuleSheet.objects.filter(
        in_force(valid_from), kind=kind, group=group, event=asked.event
    ).first()
    before = current.condition if current else "没有预警规则"
    row = {"kind_id": kind.pk, "group": group.value, **asked.plain(), "clause": clause}
    return propose(
        code="rule",
        label=f"{kind.name}（{group.label}）：{before} 改为 {asked.words(kind)}，自 {valid_from} 起",
        arguments={
            "rows": [row],
            "valid_from": valid_from.isoformat(),
            "trial": try_rule(kind=kind, group=group, post=post, **condition).words,
        },
        source=source,
        post=post,
    )


def try_rule(*, kind: DataKind, group: Group, post: Post, **condition: Any) -> Trial:
    """What a sheet with this condition would have raised in the past six months. Raises NotAllowed, Refusal."""
    post.require(Capability.PROPOSE_POLICY)
    asked = checked(kind, Condition(**condition))
    sheet = RuleSheet(kind=kind, group=group, clause="", source="", **asdict(asked))
    return tried(kind, sheet, post)


def checked(kind: DataKind, asked: Condition) -> Condition:
    """The condition, where the kind's rows can meet it. Raises Refusal."""
    column = column_of(kind, asked.field)
    if asked.event == Event.LEFT and (kind.mode != Mode.FULL or asked.amount is not None):
        raise Refusal("只有全量名册看得出谁离开，离开没有预警线", "选全量名册，预警线不填")
    if asked.field and not column:
        raise Refusal(f"“{kind.name}”没有这一列", "从列表里选一列")
    if asked.interval:
        later(date(2024, 1, 1), asked.interval)
    elif kind.mode != Mode.YEAR_TO_DATE and not asked.cause:
        raise Refusal("没有写再次预警的间隔", "写成“90天”或“6个月”，或选一列区分不同的事项")
    if asked.cause and not column_of(kind, asked.cause):
        raise Refusal(f"“{kind.name}”没有用来区分事项的这一列", "从列表里选一列")
    (_check_line if asked.amount is not None else _check_values)(kind, asked, column)
    return asked


def _check_line(kind: DataKind, asked: Condition, column: dict[str, Any]) -> None:
    assert asked.amount is not None  # noqa: S101 - asked by `checked`
    if not 0 < asked.amount < HIGHEST:
        raise Refusal("预警线须大于 0", "填写元，可带两位小数；在名单上就预警的不填")
    if not 0 <= asked.step < HIGHEST:
        raise Refusal("递增额不能是负数", "同一事项只预警一次的填 0")
    if not (column.get("type") == "Money" if column else kind.amount_column):
        raise Refusal("这一列不是金额，不能定预警线", "选金额列，或改为按值预警")
    if asked.values:
        raise Refusal("预警线和预警的值只能定一样", "按金额预警的不填值")
    if asked.window != Window.SINGLE and (column or kind.mode != Mode.INCREMENT):
        raise Refusal("只有新增类数据的金额列能按时间段合计", "时间段选“单次”")


def _check_values(kind: DataKind, asked: Condition, column: dict[str, Any]) -> None:
    if asked.step or asked.window != Window.SINGLE:
        raise Refusal("没有预警线，不能定递增额和时间段", "填预警线，或把递增额填 0、时间段选“单次”")
    if not asked.values and not column:
        return
    if not asked.values or column.get("type") != "Choice":
        raise Refusal("按值预警的要选一列选项，并写明哪些值预警", "例如“危房等级”的 C级、D级")
    if unknown := [one for one in asked.values if one not in column["options"]]:
        raise Refusal(f"“{column['title']}”没有{'、'.join(unknown)}", f"从{'、'.join(column['options'])}里选")


def _whole(arguments: dict[str, Any]) -> dict[str, Any]:
    """With the event, which proposals made before there were rosters to leave do not name."""
    rows = [{"event": Event.ROW.value, **row} for row in rows_of(arguments)]
    return {"rows": rows, "valid_from": arguments["valid_from"]}


def _lines(arguments: dict[str, Any]) -> list[str]:
    """For whoever approves: what the sheet asks for, and what it would have raised."""
    row = rows_of(arguments)[0]
    told = [f"再次预警：核实无风险满 {row['interval']}"] if row.get("interval") else []
    return [*told, *([arguments["trial"]] if arguments.get("trial") else [])]


RULE = Subject(
    "rule",
    "修改预警规则",
    Capability.PROPOSE_POLICY,
    approved_by(Capability.APPROVE_POLICY),
    lambda arguments: SHEETS.version(_whole(arguments)),
    lambda arguments, source: SHEETS.apply(_whole(arguments), source),
    lambda arguments: SHEETS.check(_whole(arguments)),
    lines=_lines,
    dated=SHEETS,
    named=lambda arguments: SHEETS.named(_whole(arguments)),
)
