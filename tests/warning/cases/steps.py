"""Steps of an identification as tests take them, by the people of the small county."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dixian.cli.checks import run_checks
from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import Area
from dixian.foundation.files.api import StoredFile, store
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import inbox
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import Outcome, Step
from tests.warning.verification.steps import confirmed, released

NUMBER = "棱农工发〔2026〕12号"
AMOUNTS = {
    "labour": Decimal("12000"),
    "crops": Decimal("3000"),
    "land": Decimal("500"),
    "soil": Decimal("1500"),
    "crops_cost": Decimal("2000"),
    "medical": Decimal("9000"),
}
FINE = {"house": False, "school": False, "medical": False, "water": False}


def paper() -> StoredFile:
    return store([b"signed"], name="承诺授权书.jpg", content_type="image/jpeg", purpose="承诺授权书")


def deciders(county: Any) -> None:
    """A reviewer and a head at the bureau, and another clerk in the township."""
    if "reviewer" not in county.posts:
        county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
        county.post("chief", Role.BUREAU_HEAD, county.bureau)


def at_risk(county: Any, lead: Any) -> cases.Case:
    """The lead found at risk and confirmed; its case."""
    deciders(county)
    confirmed(county, released(county, lead), Verdict.AT_RISK)
    return cases.Case.objects.select_related("household", "lead").get(lead=lead)


def again(case: cases.Case) -> cases.Case:
    return cases.Case.objects.select_related("household", "lead").get(pk=case.pk)


def authorised(county: Any, case: cases.Case, on: date | None = None) -> cases.Case:
    day = on or clock.today()
    cases.authorise(case=case, signer="张三", paper=paper(), on=day, post=county["cadre"])
    return again(case)


def checked(county: Any, case: cases.Case, **changes: Any) -> cases.Case:
    values: dict[str, Any] = {
        "on": clock.today(),
        "checkers": "村干部和第一书记",
        "monitoring_type": cases.types_for(case.household.kind)[0],
        "need": "住院自付多，收入减少",
        "risks": ["illness"],
        "amounts": AMOUNTS,
        "size": 3,
        "problems": FINE,
        "post": county["cadre"],
    }
    cases.check_home(case=case, **{**values, **changes})
    return again(case)


def gathered(county: Any, case: cases.Case) -> cases.Case:
    """All that is needed before the meeting; handed to it."""
    checked(county, authorised(county, case))
    cases.waive(case=again(case), reason="低保审核时已比对", on=clock.today(), post=county["bureau"])
    cases.submit(case=again(case), post=county["cadre"])
    return again(case)


def word(case: cases.Case, outcome: Outcome = Outcome.PASSED, **more: Any) -> cases.Word:
    return cases.Word(case_uid=case.uid, outcome=outcome, **more)


def county_area() -> Area:
    return Area.objects.get(level="county")


def held(county: Any, step: Step, words: Sequence[cases.Word], **changes: Any) -> cases.CaseBatch:
    """A step taken by whoever takes it in these tests."""
    who = {
        "appraise": "cadre",
        "notice": "cadre",
        "review": "clerk",
        "approve": "reviewer",
        "announce": "clerk",
    }
    where = {
        "appraise": county.village,
        "notice": county.village,
        "review": county.township,
        "approve": county_area(),
        "announce": county.township,
    }
    values: dict[str, Any] = {"area": where[step], "on": clock.today(), "post": county[who[step]]}
    if step == Step.APPRAISE:
        values |= {"present": 23, "text": "村书记主持，逐户评议"}
    elif step == Step.REVIEW:
        values |= {"text": "抽查两户，情况属实"}
    elif step == Step.APPROVE:
        values |= {"number": NUMBER}
    return cases.hold(step=step, words=words, **{**values, **changes})


def appraised(county: Any, case: cases.Case, ayes: int = 23, noes: int = 0) -> cases.Case:
    held(county, Step.APPRAISE, [word(case, ayes=ayes, noes=noes)])
    return again(case)


def posted(county: Any, case: cases.Case) -> cases.CaseBatch:
    return held(county, Step.NOTICE, [word(case)])


def later(days: int) -> AbstractContextManager[None]:
    """Some days from now."""
    return clock.at(clock.noon(clock.today() + timedelta(days=days)))


def past(batch: cases.CaseBatch) -> AbstractContextManager[None]:
    """The day after a notice's last full day."""
    assert batch.until is not None
    return clock.at(clock.noon(batch.until + timedelta(days=1)))


def approved(county: Any, case: cases.Case) -> cases.Case:
    """From the gathering to the county's approval, the days of the notice waited for."""
    batch = posted(county, appraised(county, gathered(county, case)))
    with past(batch):
        cases.end_notice(batch=batch, on=clock.today(), unobjected=True, post=county["cadre"])
        held(county, Step.REVIEW, [word(case)])
        held(county, Step.APPROVE, [word(case)])
    return again(case)


def waits(county: Any, post: str, about: Any) -> list[str]:
    """The kinds of duties about a case or a batch in a post's hands."""
    return sorted(inbox(county[post]).filter(subject_uid=about.uid).values_list("kind", flat=True))


def differences() -> list[str]:
    return [one.name for one in run_checks() if one.difference]


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)
