"""The door of doubts."""

from dixian.warning.doubts.answering import answer, answers
from dixian.warning.doubts.grounds import title_of
from dixian.warning.doubts.looking import look_again
from dixian.warning.doubts.models import Doubt
from dixian.warning.doubts.selectors import by_unit, doubts, in_state, standing, sums

__all__ = [
    "Doubt",
    "answer",
    "answers",
    "by_unit",
    "doubts",
    "in_state",
    "look_again",
    "standing",
    "sums",
    "title_of",
]
