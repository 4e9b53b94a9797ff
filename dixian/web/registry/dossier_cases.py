"""What a dossier tells of visits, cases, plans, measures, incomes and eliminations; and the steps and originals in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.papers.api import Part
from dixian.foundation.policy.api import labels
from dixian.registry.households.api import Household
from dixian.registry.incomes.api import statements
from dixian.warning.cases import api as cases
from dixian.warning.elimination import api as elimination
from dixian.warning.measures import api as measures
from dixian.warning.verification.api import answers_of_leads
from dixian.warning.visits.api import visits
from dixian.web.leads.trail import trail_of
from dixian.web.registry.trail import register_trail

MOST_VISITS = 60


@dataclass
class Told:
    """Parts of the paper; what happened as (day, what, who); originals as (what it is, the file)."""

    parts: list[Part] = field(default_factory=list)
    happened: list[tuple[date, str, str]] = field(default_factory=list)
    papers: list[tuple[str, StoredFile]] = field(default_factory=list)

    def happen(self, day: date | None, what: str, who: str = "") -> None:
        """One step; what has no day has not happened."""
        if day is not None:
            self.happened.append((day, what, who))

    def file(self, what: str, stored: StoredFile | None) -> None:
        """One original, where there is one."""
        if stored is not None:
            self.papers.append((what, stored))


def told_of(home: Household, own: Sequence[Any], post: Post) -> Told:
    """All of it within the post's reach; who may see no leads is told only what the register and the leads' ends say."""
    told = Told()
    trail = register_trail(home, trail_of(own, answers_of_leads(own, post), post), post)
    for step in reversed(trail):
        told.happen(clock.day_of(step.at), step.what, step.who)
    if not post.can(C.SEE_LEADS):
        return told
    told.parts.append(_visits(home, post, told))
    of_household = list(cases.cases(post).filter(household=home).order_by("id"))
    told.parts += [_cases(of_household, post, told), _plans(of_household, post, told)]
    told.parts += [_measures(of_household, post, told), _incomes(home, post, told)]
    told.parts.append(_eliminations(of_household, post, told))
    return told


def _visits(home: Household, post: Post, told: Told) -> Part:
    found = list(visits(post).filter(household=home).order_by("-on", "-id")[:MOST_VISITS])
    rows = []
    for one in reversed(found):
        said = f"{one.get_method_display()}，{one.get_outcome_display()}"
        told.happen(one.on, f"走访：{said}", one.by.name)
        rows.append((str(one.on), said, one.person_seen, one.note, one.by.name))
    header = ("日期", "方式", "见到的人", "情况", "走访人")
    return Part(title="走访", header=header, rows=rows)


def _cases(found: Sequence[cases.Case], post: Post, told: Told) -> Part:
    risks, named = cases.risks_of(found, post), labels("at_risk_reason")
    rows = []
    for one in found:
        said = "、".join(named.get(risk.risk, risk.risk) for risk in risks[one.pk])
        rows.append(
            (
                str(one.opened_on),
                one.get_monitoring_type_display(),
                said,
                one.get_state_display(),
                f"{one.approval_number} {one.approved_on or ''}",
            )
        )
        _gathered(one, post, told)
        _steps(one, post, told, cases.IDENTIFICATION)
        told.happen(one.announced_on, "公告", "")
        told.happen(one.entered_on, "录入全国系统", "")
        told.happen(one.helped_on, f"先行帮扶：{one.helped_with}", "")
    header = ("转入日期", "类别", "风险", "状态", "批复")
    return Part(title="监测对象识别", header=header, rows=rows)


def _gathered(case: cases.Case, post: Post, told: Told) -> None:
    gathered = cases.gathered(case, post)
    for one in gathered["authorisations"]:
        told.happen(one.on, f"签承诺授权书：{one.signer}", one.by.name)
        told.file("承诺授权书", one.paper)
    for one in gathered["checks"]:
        told.happen(one.on, f"入户核查：{one.get_monitoring_type_display()}", one.checkers)
    for one in gathered["comparisons"]:
        told.happen(
            one.answered_on, f"{one.unit.short_name}比对：{one.found or '未发现'}", one.unit.short_name
        )
    batches = cases.batches(post).filter(lines__case=case).exclude(scan=None).order_by("id")
    for batch in batches:
        told.file(f"{batch.get_proceeding_display()}{batch.get_step_display()}", batch.scan)


def _steps(case: cases.Case, post: Post, told: Told, of: cases.Procedure, *eliminations: UUID) -> None:
    """What was said of a household at each step of a proceeding."""
    for line in cases.steps_of(case, post, *eliminations):
        why = f"，{line.reason}" if line.reason else ""
        what = f"{of.proceeding.label}{line.get_step_display()}：{of.result(line)}{why}"
        told.happen(clock.day_of(line.made_at), what, line.by.name if line.by else "")


def _plans(found: Iterable[cases.Case], post: Post, told: Told) -> Part:
    rows = []
    for case in found:
        for one in reversed(measures.plans_of(case, post)):
            unit = one.helper_unit.short_name if one.helper_unit else ""
            rows.append(
                (
                    str(one),
                    one.reason,
                    f"{one.helper} {unit}",
                    one.get_state_display(),
                    str(one.adopted_on or ""),
                )
            )
            told.happen(one.adopted_on, f"帮扶计划{one}审定", one.adopted_by.name if one.adopted_by else "")
            if one.paper:
                told.happen(one.signed_on, f"帮扶计划{one}户里签字")
                told.file(f"签字的帮扶计划{one}", one.paper)
        for follow in measures.follow_ups_of(case, post):
            told.happen(follow.on, f"跟踪走访：{follow.get_effect_display()}，{follow.found}", follow.by.name)
    header = ("版次", "缘由", "帮扶责任人", "状态", "审定日期")
    return Part(title="帮扶计划各版", header=header, rows=rows)


def _measures(found: Iterable[cases.Case], post: Post, told: Told) -> Part:
    named, rows = labels("measure_kind"), []
    for case in found:
        for one in measures.measures_of(case, post):
            rows.append(
                (
                    f"{named.get(one.kind, one.kind)}：{one.what}",
                    one.unit.short_name,
                    f"{one.from_on} 至 {one.to_on or '长期'}",
                    "" if one.amount is None else f"{one.amount:,.2f}",
                    one.get_state_display(),
                )
            )
            told.happen(one.delivered_on, f"措施落实：{one.what}", one.unit.short_name)
            told.file(f"措施佐证：{one.what}", one.evidence)
    return Part(title="帮扶措施", header=("措施", "落实单位", "起止", "金额（元）", "状态"), rows=rows)


def _incomes(home: Household, post: Post, told: Told) -> Part:
    rows = []
    for one in statements(post).filter(household=home).order_by("campaign__last", "id"):
        income = one.income
        rows.append(
            (str(one.campaign), f"{income.net:,.2f}", f"{income.per_head:,.2f}", one.get_state_display())
        )
        told.happen(one.signed_on, f"{one.campaign}收支确认表签字", "户里")
        told.file(f"{one.campaign}收支确认表", one.paper)
    return Part(title="收入", header=("期间", "家庭纯收入", "人均纯收入", "状态"), rows=rows)


def _eliminations(found: Iterable[cases.Case], post: Post, told: Told) -> Part:
    rows = []
    for case in found:
        for one in reversed(elimination.eliminations_of(case, post)):
            rows.append((str(one.proposed_on), one.get_how_display(), one.reason, one.standing, one.number))
            told.happen(one.proposed_on, f"提出风险消除：{one.reason}", one.proposed_by.name)
            _steps(case, post, told, elimination.ENDING, one.uid)
            told.happen(one.approved_on, f"风险消除批复：{one.number}", "")
            told.happen(one.announced_on, "风险消除公告", "")
            told.happen(one.entered_on, "全国系统标注风险消除", "")
        for back in elimination.reversals_of(case, post):
            told.happen(back.asked_on, f"提出回退：{back.reason}", back.asked_by.name)
            told.happen(
                back.decided_on, f"回退审定：{back.answer}", back.decided_by.name if back.decided_by else ""
            )
        for look in elimination.look_backs_of(case, post):
            told.happen(look.on, f"回头看：{'稳定' if look.stable else '不稳定'}，{look.found}", look.by.name)
    header = ("提出日期", "方式", "理由", "状态", "文号")
    return Part(title="风险消除", header=header, rows=rows)
