"""An elimination is entered in the national system when an import shows it, and not by hand."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.models import Household
from dixian.warning.elimination.api import Elimination, ask_reversal, decide_reversal, follow_national, sums
from tests.registry.changes.test_ahead import HEADER
from tests.support.changes import applied, book, compared
from tests.support.register import id_number
from tests.warning.elimination.steps import again, approved, case_of, ended, noticed, passed, posted, proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(county: Any, helped: Any) -> Elimination:
    """Its township has announced it."""
    one = posted(county, proposed(county, helped))
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        one = ended(county, noticed(county, one))
        drain()
    return one


def owed() -> list[str]:
    found = Obligation.objects.filter(kind="elimination.enter", state="open")
    return list(found.values_list("capability", flat=True))


def shown_in_the_national_data(one: Elimination) -> None:
    Household.objects.filter(pk=one.household_id).update(ahead=False)


def as_it_was_before() -> None:
    """Approved when announcements were not kept."""
    told = {"state": "cancelled", "done_on": clock.today(), "reason": "试验"}
    Obligation.objects.filter(kind="elimination.enter").update(**told)
    Elimination.objects.update(announced_on=None)


def differences() -> list[str]:
    return [one.name for one in sums() if one.difference]


def test_the_township_has_to_enter_what_was_announced_until_an_import_shows_it(announced):
    assert owed() == ["confirm"]
    assert follow_national() == 0
    assert owed() == ["confirm"]
    shown_in_the_national_data(announced)
    assert follow_national() == 1
    assert (owed(), again(announced).entered_on) == ([], clock.today())
    assert differences() == []


def test_an_import_of_the_national_data_that_says_so_ends_the_duty(county, helped, announced):
    Household.objects.filter(pk=announced.household_id).update(monitored="marginal")
    home, person = case_of(helped).household, helped.person
    row = (
        person.number, home.number, person.name, id_number(102), "户主", county.township.name, county.village.name,
        home.get_kind_display(), home.get_monitored_display(), "是",
    )  # fmt: skip
    batch = compared(book(HEADER, [row]), county["bureau"])
    assert owed() == ["confirm"]
    applied(batch, by=county["bureau"], approver=county["reviewer"])
    assert (owed(), again(announced).entered_on) == ([], clock.today())


def test_what_was_approved_before_there_were_announcements_is_owed_once_it_is_seen_missing(announced):
    as_it_was_before()
    assert follow_national() == 0
    assert owed() == ["confirm"]


def test_what_the_national_data_showed_all_along_is_given_no_day(announced):
    as_it_was_before()
    shown_in_the_national_data(announced)
    assert follow_national() == 0
    assert (owed(), again(announced).entered_on) == ([], None)


def reversed_by(county, helped) -> None:
    asked = ask_reversal(case=case_of(helped), reason="收入算错", post=county["clerk"])
    decide_reversal(reversal=asked, agree=True, answer="", post=county["reviewer"])


def to_be_unmarked() -> list[str]:
    found = Obligation.objects.filter(kind="elimination.correct", state="open")
    return list(found.values_list("capability", flat=True))


def imported(county, helped, eliminated: str) -> Any:
    """The national data of the household, with what they say of its risk; applied."""
    home, person = case_of(helped).household, helped.person
    row = (
        person.number, home.number, person.name, id_number(102), "户主", county.township.name, county.village.name,
        home.get_kind_display(), home.get_monitored_display(), eliminated,
    )  # fmt: skip
    return applied(
        compared(book(HEADER, [row]), county["bureau"]), by=county["bureau"], approver=county["reviewer"]
    )


def test_a_reversal_of_what_is_marked_already_is_unmarked_by_the_township_until_an_import_shows_it(
    county, helped, announced
):
    Household.objects.filter(pk=announced.household_id).update(monitored="marginal", ahead=False)
    follow_national()
    reversed_by(county, helped)
    assert (to_be_unmarked(), owed()) == (["confirm"], [])
    imported(county, helped, "是")
    assert to_be_unmarked() == ["confirm"]
    imported(county, helped, "否")
    assert to_be_unmarked() == []
    duty = Obligation.objects.get(kind="elimination.correct")
    assert (duty.state, differences()) == ("done", [])


def test_a_reversal_decided_before_its_duty_was_kept_is_unmarked_by_the_township_too(
    county, helped, announced
):
    Household.objects.filter(pk=announced.household_id).update(monitored="marginal", ahead=False)
    follow_national()
    reversed_by(county, helped)
    never = {"subject_uid": new_uid(), "state": "cancelled", "done_on": clock.today(), "reason": "试验"}
    Obligation.objects.filter(kind="elimination.correct").update(**never)
    imported(county, helped, "是")
    assert to_be_unmarked() == ["confirm"]
    imported(county, helped, "否")
    assert (to_be_unmarked(), differences()) == ([], [])


def test_a_reversal_of_what_was_never_marked_there_asks_for_nothing(county, helped, announced):
    reversed_by(county, helped)
    assert (to_be_unmarked(), owed()) == ([], [])


def test_a_reversal_calls_off_the_announcement_and_the_entry(county, helped):
    one = posted(county, proposed(county, helped))
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        one = approved(county, noticed(county, one))
        drain()
        asked = ask_reversal(case=case_of(helped), reason="收入算错", post=county["clerk"])
        decide_reversal(reversal=asked, agree=True, answer="", post=county["reviewer"])
        assert again(one).state == "reversed"
        with pytest.raises(Refusal, match="不在等这一步"):
            passed(county, "announce", one)
        assert not Obligation.objects.filter(kind__startswith="elimination.", state="open").exists()
    assert differences() == []
