"""An installation with what comes with the program, and nobody in it."""

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.api import system_scope
from dixian.foundation.areas import api as areas
from dixian.foundation.audit.api import writing
from dixian.foundation.policy import api as policy
from tests.support.register import load_warning_reference


def found() -> None:
    """Policy, areas, kinds and rule sheets as packaged."""
    with system_scope("test:drive"), writing():
        for room in (policy, accounts, areas):
            room.load_reference()
        load_warning_reference()
