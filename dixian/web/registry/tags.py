"""The words beside a household's name, each with the sentence that says why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState
from dixian.registry.households.api import Household


@dataclass(frozen=True)
class Tag:
    """A word in its colour, and why it stands there."""

    colour: str
    word: str
    why: str


def tags_of(household: Household, leads: Sequence[Lead], sources: Sequence[LeadSource]) -> list[Tag]:
    """Kind, monitoring, and the question that is open."""
    return [*_standing(household), *_questions(leads, sources)]


def _standing(household: Household) -> Iterator[Tag]:
    """What the register says of it; of one that has ended, that alone."""
    if household.valid_to is not None:
        yield Tag("red", "已注销", f"这户已于 {household.valid_to} 注销，户里没有人了")
        return
    kind = household.get_kind_display()
    yield Tag("grey", kind, f"户档案登记为{kind}")
    if household.monitored:
        label = household.get_monitored_display()
        ended = household.risk_eliminated
        yield (Tag("green", f"{label}，风险已消除", "曾纳入监测，风险已按程序消除") if ended
               else Tag("amber", label, "已纳入监测，风险还没有消除"))  # fmt: skip


def _questions(leads: Sequence[Lead], sources: Sequence[LeadSource]) -> Iterator[Tag]:
    open_leads = [lead for lead in leads if lead.state != LeadState.CLOSED]
    said = {one.lead_id: one for one in sources}
    for lead in open_leads:
        source = said.get(lead.pk)
        why = f"{source.unit.short_name}：{source.sentence}" if source else "来源在您的范围之外"
        yield Tag("red", f"线索{lead.get_state_display()}", f"{lead.opened_on} 发现。{why}")
