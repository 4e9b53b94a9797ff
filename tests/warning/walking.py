"""Steps of a random walk through the loop: one for each verb, by whoever may take it."""

import random
from typing import Any

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import FINDINGS, LeadState
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.api import Case, CaseBatch, decline, end_notice, leave_out
from dixian.warning.cases.enums import WAITS_FOR
from dixian.warning.submissions import api as submissions
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method, Word
from tests.warning.cases.steps import deciders, gathered, held, past, word
from tests.warning.verification.steps import REASON


def _release(county: Any, lead: Lead, chance: random.Random) -> None:
    verification.release(lead_uids=[lead.uid], post=county["bureau"])


def _answer(county: Any, lead: Lead, chance: random.Random) -> None:
    verdict = chance.choice(FINDINGS)
    verification.answer(
        lead=lead,
        verdict=verdict,
        reason=REASON[verdict],
        method=Method.PHONE,
        event_on=clock.today(),
        note="门诊费用没有报销",
        unit=county.insurance,
        to_village=chance.choice([county.village, county.second]),
        post=county["cadre"],
    )


def _confirm(county: Any, lead: Lead, chance: random.Random) -> None:
    covers = LeadSource.objects.filter(lead=lead).values_list("uid", flat=True)
    verification.confirm(lead=lead, post=county["clerk"], covers=chance.choice([[], list(covers)]))


def _take(county: Any, lead: Lead, chance: random.Random) -> None:
    if chance.random() < 0.5:
        verification.take(lead=lead, post=county["clerk"])
    else:
        verification.refuse(lead=lead, reason="查无此户", post=county["clerk"])


def _reply(county: Any, lead: Lead, chance: random.Random) -> None:
    word = chance.choice(list(Word))
    verification.reply(lead=lead, word=word, text="核对了", post=county["insurer"])


def _identify(county: Any, lead: Lead, chance: random.Random) -> None:
    """The next step of its case, whatever it is, or the way out of it."""
    deciders(county)
    case = Case.objects.select_related("household", "lead").filter(lead=lead).first()
    if case is None:
        raise Refusal("还没有转入识别")
    if case.state == "declining":
        leave_out(case=case, reason="有赡养能力", on=clock.today(), post=county["chief"])
    elif chance.random() < 0.2 and case.state not in ("approving", "posted"):
        post = county["clerk" if case.state == "reviewing" else "cadre"]
        decline(case=case, reason="有赡养能力", post=post)
    elif case.state == "collecting":
        gathered(county, case)
    elif case.state == "posted":
        batch = CaseBatch.objects.get(step="notice", lines__case=case, closed_on=None)
        with past(batch):
            end_notice(batch=batch, on=clock.today(), unobjected=True, post=county["cadre"])
    else:
        votes = {"ayes": 9, "noes": 0} if case.state == "appraising" else {}
        (step,) = [one for one, state in WAITS_FOR.items() if state == case.state]
        area = {"area": case.township} if step in ("review", "announce") else {}
        area = {"area": case.village} if step in ("appraise", "notice") else area
        held(county, step, [word(case, **votes)], **area)


def _revise(county: Any, lead: Lead, chance: random.Random) -> None:
    verification.revise(lead=lead, on=clock.today(), paper="帮扶计划", post=county["clerk"])


def _send_back(county: Any, lead: Lead, chance: random.Random) -> None:
    verification.send_back(lead=lead, reason="补充", post=county["clerk"])


def settle(county: Any, people: Any, chance: random.Random) -> None:
    row = submissions.Row.objects.filter(bin="ambiguous", settled_on=None).order_by("id").first()
    if row is None:
        raise Refusal("没有要比对的行")
    person = chance.choice(list(people.values())).person
    submissions.settle_row(row=row, post=county["bureau"], reason="比对", person_uid=person.uid)


FITTING = {
    LeadState.WAITING: (_release,),
    LeadState.RELEASED: (_answer,),
    LeadState.RETURNED: (_answer,),
    LeadState.ANSWERED: (_confirm, _confirm, _send_back),
    LeadState.OFFERED: (_take,),
    LeadState.VERIFYING: (_reply,),
    LeadState.REFERRED: (_reply,),
    LeadState.AT_RISK: (_identify,),
    LeadState.CLOSED: (_revise,),
}
STEPS = (_release, _answer, _answer, _confirm, _send_back, _take, _reply, _identify, _revise)
