"""A household with a lead to answer, and a half-year's check that was opened."""

from typing import Any

import pytest

from dixian.commons.leads.api import Lead
from dixian.foundation.jobs.api import drain
from dixian.warning.verification.api import release
from dixian.warning.visits.api import Sweep, open_check


@pytest.fixture
def lead(county: Any, people: Any, one_lead: Any) -> Lead:
    """张三's: over the line, pushed to the village."""
    found = Lead.objects.get()
    release(lead_uids=[found.uid], post=county["bureau"])
    return Lead.objects.select_related("household").get()


@pytest.fixture
def check(county: Any, people: Any) -> Sweep:
    """This half-year's, its list made: 张三 and 李四 in the village, 王五 in the second, 赵六 in another township."""
    made = open_check(post=county["bureau"])
    drain()
    return Sweep.objects.get(pk=made.pk)
