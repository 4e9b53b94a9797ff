"""What the tests of the loop start from."""

from typing import Any

import pytest

from dixian.commons.leads.api import Lead
from tests.support.register import pushed


@pytest.fixture
def lead(county: Any, people: Any, file: Any) -> Lead:
    """张三's: over the line, waiting at the push desk."""
    pushed(file([people["张三"].costs("9000")]), county["insurer"])
    return Lead.objects.get()
