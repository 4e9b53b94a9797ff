"""The village goes through a household's statement, and brings back what the household has signed."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q, Sum

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.registry.facts.api import CurrentFact
from dixian.registry.incomes import tree
from dixian.registry.incomes.duties import follow
from dixian.registry.incomes.enums import CampaignKind, StatementState
from dixian.registry.incomes.models import Campaign, Statement
from dixian.registry.incomes.rules import Income, Known, Lines, explains, questions
from dixian.registry.incomes.states import STATEMENT

LINES = {
    "fall": "income.fall.percent",
    "rise": "income.rise.percent",
    "least": "income.change.least",
    "most": "income.most",
}
MOST_PEOPLE = 30
DIBAO, PAID = "safetynet.dibao", ("health.own_cost", "education.paid")


@transaction.atomic
def fill(
    *, statement: Statement, amounts: Mapping[str, Decimal], size: int, word: str, post: Post
) -> list[str]:
    """What the household has in and pays out, item by item, in yuan. Returns what still has to be explained.

    Amounts are kept at once; the statement goes on once everything odd is explained. A quarterly one needs no
    signature. Raises NotAllowed; Refusal for an item that is none, too large amounts, nobody in the household, another state.
    """
    post.require(Capability.ANSWER)
    if not 1 <= size <= MOST_PEOPLE:
        raise Refusal(f"家庭人口 {size} 人不对", f"按共同生活的人口填 1 到 {MOST_PEOPLE} 的整数")
    sums = tree.sums_told(amounts)
    income = Income(size=size, **sums)
    asked = asked_of(statement, income, amounts)
    verb = "fill" if statement.campaign.kind == CampaignKind.YEAR else "report"
    open_ = bool(asked) and not explains(word)
    STATEMENT.target(verb, statement.state)
    changed = {
        **sums,
        "size": size,
        "amounts": tree.stored(amounts),
        "per_head": income.per_head,
        "word": word.strip()[:300],
        "filled_by": post.acting_person,
        "filled_on": clock.today(),
    }
    if open_:
        write([statement], StatementState.TO_FILL, **changed)
    else:
        move([statement], verb, **changed, returned="")
    follow(statement.campaign, [statement.village_id])
    return asked if open_ else []


@transaction.atomic
def sign(*, statements: Sequence[Statement], on: date, paper: StoredFile, post: Post) -> None:
    """The households have signed; one scan may hold the sheets of several.

    Raises NotAllowed; Refusal without statements, of several campaigns, on a day before they were filled.
    """
    post.require(Capability.ANSWER)
    campaign = the_campaign(statements)
    first, today = max(one.filled_on or on for one in statements), clock.today()
    if not first <= on <= today:
        raise Refusal(f"签字日期 {on} 不对", f"填 {first} 采集那天到 {today} 之间的日子")
    move(statements, "sign", signed_on=on, paper=paper)
    follow(campaign, [one.village_id for one in statements])


def asked_of(statement: Statement, income: Income, amounts: Mapping[str, Decimal]) -> list[str]:
    """What is odd about the amounts, by the thresholds of today."""
    lines = Lines(**{name: number(code) for name, code in LINES.items()})
    before = statement.before.income if statement.before else None
    return list(questions(income, before, lines=lines, known=_known(statement), amounts=amounts))


def the_campaign(statements: Sequence[Statement]) -> Campaign:
    """The one campaign of several statements. Raises Refusal where there is none, or more than one."""
    if not statements:
        raise Refusal("没有选中收支表", "先勾选要办理的户")
    if len({one.campaign_id for one in statements}) > 1:
        raise Refusal("选中的收支表不在同一次采集里", "一次办理一个村的")
    return statements[0].campaign


def move(statements: Sequence[Statement], verb: str, **changed: Any) -> None:
    """Put them into the state after a verb, all or none. Raises Refusal where one is elsewhere."""
    targets = {STATEMENT.target(verb, one.state) for one in statements}
    for target in targets:
        write(statements, StatementState(target), **changed)


def write(statements: Sequence[Statement], state: StatementState, **changed: Any) -> None:
    """Write to statements as they were read. Raises Refusal where somebody else has meanwhile."""
    as_read = Q(pk__in=())
    for one in statements:
        as_read |= Q(pk=one.pk, version=one.version)
    rows = Statement.objects.filter(as_read)
    if rows.update(state=state, version=F("version") + 1, **changed) != len(statements):
        raise Refusal("收支表刚被别人改过", "刷新页面后再办")
    for one in statements:
        one.version += 1
        one.state = state
        for name, value in changed.items():
            setattr(one, name, value)


def _known(statement: Statement) -> Known:
    facts = CurrentFact.objects.filter(household=statement.household_id, kind__in=(DIBAO, *PAID))
    told = facts.exclude(fact__valid_to__lte=clock.today()).aggregate(
        dibao=Count("id", filter=Q(kind=DIBAO)), paid=Sum("fact__num", filter=Q(kind__in=PAID))
    )
    return Known(dibao=bool(told["dibao"]), paid=told["paid"] or Decimal(0))
