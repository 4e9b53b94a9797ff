"""What a page shows of one lead, and which step of it is the post's: on a page of its own, and at the desk."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dixian.commons.leads.api import Lead, LeadSource, sources_of
from dixian.commons.leads.enums import TO_ANSWER, LeadState, Verdict
from dixian.foundation.accounts.api import OnBehalf, Post, posts_in_area
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import items_of, number
from dixian.warning.cases import api as cases
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import ONE_BY_ONE, WORDS, Asked
from dixian.web.leads.choices import FURTHER, units_to_help, villages_to_go
from dixian.web.leads.trail import trail_of


def shown(lead: Lead, post: Post, reasons: dict[str, str] | None = None) -> dict[str, Any]:
    """Why, what was found, and what the forms need that `post` may send. reasons: as `trail_of` takes them."""
    answers = verification.answers_of(lead, post)
    sources = sources_of(lead, post)
    return {
        "lead": lead,
        "sources": sources,
        "trail": trail_of([lead], answers, post, sources, reasons),
        "today": clock.today(),
        **_to_answer(lead, sources, post),
        **_to_go_on(lead, post),
        "answerers": answerers(lead, post),
        **_to_redirect(lead, post),
        "may_confirm": post.can(C.CONFIRM) and lead.state == LeadState.ANSWERED,
        "may_release": post.can(C.RELEASE) and lead.state == LeadState.WAITING,
        "case": cases.cases_of_leads([lead], post).get(lead.pk) if lead.verdict == Verdict.AT_RISK else None,
        "given": answers[0] if answers else None,
        "may_change_register": post.can(C.PROPOSE_REGISTER),
        "own_answer": bool(answers) and answers[0].answered_by_id == post.acting_person.pk,
        "entry": _entry_to_confirm(answers),
        "unseen": _unseen(lead, answers, sources),
        "returned": _returned(lead, answers),
        "may_see_sheet": may_see_paper(post),
        "warn": int(number("warn.days")),
    }


def _to_answer(lead: Lead, sources: list[LeadSource], post: Post) -> dict[str, Any]:
    """What the form of the village offers, the ordinary answers first; nothing is asked where it isn't the post's."""
    if lead.state not in TO_ANSWER or not post.can(C.ANSWER):
        return {"may_answer": False}
    reasons = items_of(*set(verification.REASONS.values()))
    # The departments whose data can be doubted: those that wait for an answer.
    waiting = {one.unit_id: one.unit for one in sources if one.answered_on is None}
    return {
        "may_answer": True,
        "no_risk": reasons["no_risk_reason"],
        "at_risk": reasons["at_risk_reason"],
        "other_findings": [(one.value, one.label, reasons[verification.REASONS[one]]) for one in FURTHER],
        "doubtable": list(waiting.values()),
        "helping_units": units_to_help(),
        "other_villages": villages_to_go(lead),
        "methods": [(one.value, one.label) for one in ONE_BY_ONE],
    }


def _to_go_on(lead: Lead, post: Post) -> dict[str, Any]:
    """What waits for another village's word, a department's, or a plan's revision."""
    asked, offered = verification.asked(lead), None
    if lead.state == LeadState.OFFERED:
        offered = verification.offered(lead)
    return {
        "referral": asked,
        "words": [(one.value, one.label) for one in WORDS[Asked(asked.kind)]] if asked else [],
        "may_reply": asked is not None and verification.replies_for(asked, post),
        "offered": offered,
        "may_take": offered is not None and verification.takes_for(offered, post),
        "may_revise": lead.verdict == Verdict.NEW_RISK
        and post.can(C.CONFIRM)
        and verification.to_revise(lead),
    }


def _to_redirect(lead: Lead, post: Post) -> dict[str, Any]:
    """Who has to answer it, and whom the township can give it to instead."""
    if lead.state not in TO_ANSWER:
        return {"in_hands": None, "others": []}
    now = verification.in_hands([lead]).get(lead.pk)
    others = verification.to_choose([lead]).get(lead.village_id, []) if post.can(C.CONFIRM) else []
    return {"in_hands": now, "others": [one for one in others if not now or one.pk != now.pk]}


def may_see_paper(post: Post) -> bool:
    """Whether to offer the signed sheet behind an entry on behalf."""
    return post.can(C.CONFIRM_ON_BEHALF) or post.can(C.SEE_EVIDENCE)


def answerers(lead: Lead, post: Post) -> list[Post]:
    """Whom the acting post may type in for."""
    if lead.state not in TO_ANSWER or not post.can(C.ENTER_ON_BEHALF):
        return []
    return [one for one in posts_in_area(lead.village) if one.user_id != post.acting_person.pk]


def _unseen(lead: Lead, answers: list[verification.Answer], sources: list[LeadSource]) -> list[LeadSource]:
    """Warnings that joined after the village answered, which a confirmation may cover."""
    if lead.state != LeadState.ANSWERED or not answers:
        return []
    return [one for one in sources if verification.came_after(one, answers[0])]


@dataclass(frozen=True)
class Returned:
    """Why a lead is the village's again, who said so where the words do not, and when."""

    reason: str
    who: str
    on: date


def _returned(lead: Lead, answers: list[verification.Answer]) -> Returned | None:
    """What is still to be found out: the township's latest return, else what the duty says (抽查, a unit, another village)."""
    if lead.state != LeadState.RETURNED or not answers:
        return None
    review: verification.Review | None = getattr(answers[0], "review", None)
    if review and not review.confirmed:
        return Returned(review.reason, review.reviewed_by.name, review.on)
    duty = verification.why_back(lead)
    return Returned(duty.about, "", duty.opened_on) if duty else None


def _entry_to_confirm(answers: list[verification.Answer]) -> OnBehalf | None:
    entry: OnBehalf | None = answers[0].on_behalf if answers else None
    return entry if entry and entry.confirmed_by_id is None else None
