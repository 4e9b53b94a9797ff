"""The kind of household on a day: what the register said before the first change since."""

from datetime import timedelta

from dixian.foundation.kernel import clock
from dixian.registry.households.api import Household, kind_on
from tests.registry.changes.test_ahead import HEADER
from tests.support.changes import applied, book, compared
from tests.support.register import id_number


def imported(town, kind):
    place = (town.township.name, town.village.name)
    row = ("P102", "H00102", "李四", id_number(102), "户主", *place, kind, "", "")
    batch = compared(book(HEADER, [row]), town["bureau"])
    return applied(batch, by=town["bureau"], approver=town["reviewer"])


def test_a_household_was_what_it_was_before_the_change_and_again_after_it_was_changed_back(town):
    first = clock.today()
    with clock.at(clock.noon(first + timedelta(days=10))):
        imported(town, "脱贫户")
    with clock.at(clock.noon(first + timedelta(days=20))):
        imported(town, "一般农户")
        home = Household.objects.get(number="H00102")
        said = [
            kind_on(household=home, day=first + timedelta(days=ago), post=town["bureau"])
            for ago in (9, 10, 20)
        ]
    assert said == ["一般农户", "脱贫户", "一般农户"]
