"""What the tests of the loop start from."""

from typing import Any

import pytest

from dixian.commons.leads.api import Lead


@pytest.fixture
def lead(county: Any, people: Any, one_lead: Any) -> Lead:
    """张三's: over the line, waiting at the push desk."""
    return Lead.objects.get()
