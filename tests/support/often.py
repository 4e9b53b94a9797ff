"""How often a property is tried, where one try takes long."""

import os

# `make test-all` sets it (`scripts/run_tests.py`).
THOROUGH = "DIXIAN_TEST_THOROUGH"


def often(number: int) -> int:
    """The number of tries: all of them in `make test-all`, a third in `make test`, which has minutes."""
    return number if os.environ.get(THOROUGH) else max(1, number // 3)
