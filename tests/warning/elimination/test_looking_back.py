"""An eliminated household is looked at again in each half-year, in the half-year it was looked at."""

from datetime import date, timedelta

import pytest

from dixian.commons.leads.api import LeadSource
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.elimination.api import doubtful, look_back
from dixian.warning.elimination.watching import open_half
from tests.warning.elimination.steps import case_of, ended, noticed, posted, proposed

pytestmark = pytest.mark.django_db


def duties():
    found = Obligation.objects.filter(state="open", kind="elimination.look_back")
    return sorted(found.values_list("kind", flat=True))


def eliminated(county, helped):
    one = posted(county, proposed(county, helped))
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        one = ended(county, noticed(county, one))
        drain()
    return one


def test_the_village_looks_back_once_in_each_half_year(county, helped):
    one = eliminated(county, helped)
    year = one.approved_on.year + 1
    with clock.at(clock.noon(date(year, 1, 8))):
        assert open_half(clock.today()) == 1
        assert duties() == ["elimination.look_back"]
        told = {"case": case_of(helped), "on": clock.today(), "stable": False, "post": county["cadre"]}
        look_back(found="又失业了", **told)
        assert duties() == []
        assert open_half(clock.today()) == 0
        with pytest.raises(Refusal, match="已经登记过"):
            look_back(found="又看一次", **told)
        assert list(doubtful(county["bureau"])) == [helped.case]
        drain()
        source = LeadSource.objects.get(household=helped.household, kind="look_back")
        assert (source.sentence, source.lead.state) == ("回头看不稳定：又失业了", "waiting")
        assert Obligation.objects.filter(kind="verification.release", subject_uid=source.lead.uid).exists()
    with clock.at(clock.noon(date(year, 7, 8))):
        assert open_half(clock.today()) == 1


def test_a_look_back_entered_after_its_half_year_leaves_the_duty_of_this_one(county, helped):
    one = eliminated(county, helped)
    year = one.approved_on.year + 1
    told = {"stable": True, "found": "还好", "post": county["cadre"]}
    with clock.at(clock.noon(date(year, 1, 8))):
        open_half(clock.today())
    with clock.at(clock.noon(date(year, 7, 3))):
        assert open_half(clock.today()) == 1
        june = look_back(case=case_of(helped), on=date(year, 6, 28), **told)
        assert (june.half, duties()) == (f"{year}-1", [])
        open_half(clock.today())
        assert duties() == ["elimination.look_back"]
        with pytest.raises(Refusal, match=f"{year}年上半年已经登记过"):
            look_back(case=case_of(helped), on=date(year, 6, 29), **told)
        spring = look_back(case=case_of(helped), on=date(year - 1, 12, 31), **told)
        assert (spring.half, duties()) == (f"{year - 1}-2", ["elimination.look_back"])
        look_back(case=case_of(helped), on=clock.today(), **told)
        assert duties() == []
