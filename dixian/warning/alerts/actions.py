"""A line changes by a proposal that another person approves (four eyes)."""

from datetime import date
from decimal import Decimal

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel.money import yuan
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import DatedRows, Proposal, Subject, approved_by, propose
from dixian.registry.households.enums import Group
from dixian.warning.alerts.models import RuleSheet
from dixian.warning.submissions.api import DataKind

LONGEST_CLAUSE = 40
HIGHEST = Decimal(10) ** 9
SHEETS = DatedRows(RuleSheet, ("kind_id", "group"), fixed={"mark": "local"})


def propose_rule(
    *,
    kind: DataKind,
    group: Group,
    amount: Decimal,
    step: Decimal,
    clause: str,
    valid_from: date,
    source: str,
    post: Post,
) -> Proposal:
    """Ask for a line for a kind and group from a day on; for a group that has none too.

    Raises NotAllowed; Refusal for an impossible amount, step, clause or day, and without a source.
    """
    clause = clause.strip()
    if not 0 < amount < HIGHEST:
        raise Refusal("预警线须大于 0", "填写元，可带两位小数")
    if not 0 <= step < HIGHEST:
        raise Refusal("递增额不能是负数", "本年只预警一次的填 0")
    if not clause or len(clause) > LONGEST_CLAUSE:
        raise Refusal(f"条目须填写，且不超过 {LONGEST_CLAUSE} 个字", "例如“医保规则第1条”")
    current = RuleSheet.objects.filter(in_force(valid_from), kind=kind, group=group).first()
    before = yuan(current.amount) if current else "没有预警线"
    return propose(
        code="rule",
        label=f"{kind.name}（{group.label}）：{before} 改为 {yuan(amount)}，每递增 {yuan(step)}，自 {valid_from} 起",
        arguments={
            "kind_id": kind.pk,
            "group": group.value,
            "amount": str(amount),
            "step": str(step),
            "clause": clause,
            "valid_from": valid_from.isoformat(),
        },
        source=source,
        post=post,
    )


RULE = Subject(
    "rule",
    "修改预警规则",
    Capability.PROPOSE_POLICY,
    approved_by(Capability.APPROVE_POLICY),
    SHEETS.version,
    SHEETS.apply,
    SHEETS.check,
    dated=SHEETS,
    named=SHEETS.named,
)
