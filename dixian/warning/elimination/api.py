"""The door of elimination."""

from dixian.warning.elimination.criteria import Known, known_of
from dixian.warning.elimination.eliminating import propose, send_back, withdraw
from dixian.warning.elimination.entering import follow_national, to_correct
from dixian.warning.elimination.fallen import fallen_of
from dixian.warning.elimination.figures import Incomes, Relapse, Yield, incomes, relapse, yields
from dixian.warning.elimination.models import Condition, Elimination, LookBack, Reversal
from dixian.warning.elimination.procedure import ENDING
from dixian.warning.elimination.rules import Beside, Typed, half_in_words, half_of
from dixian.warning.elimination.selectors import (
    Looked,
    doubtful,
    earlier_of,
    eliminated,
    eliminations_by_uid,
    eliminations_of,
    look_backs_of,
    looked,
    open_of,
    reversals_of,
    ripe,
    under_way,
)
from dixian.warning.elimination.sums import sums
from dixian.warning.elimination.typed_income import beside
from dixian.warning.elimination.watching import (
    ask_reversal,
    decide_reversal,
    does_with_duty,
    identified_anew,
    look_back,
)

__all__ = [
    "ENDING",
    "Beside",
    "Condition",
    "Elimination",
    "Incomes",
    "Known",
    "LookBack",
    "Looked",
    "Relapse",
    "Reversal",
    "Typed",
    "Yield",
    "ask_reversal",
    "beside",
    "decide_reversal",
    "does_with_duty",
    "doubtful",
    "earlier_of",
    "eliminated",
    "eliminations_by_uid",
    "eliminations_of",
    "fallen_of",
    "follow_national",
    "half_in_words",
    "half_of",
    "identified_anew",
    "incomes",
    "known_of",
    "look_back",
    "look_backs_of",
    "looked",
    "open_of",
    "propose",
    "relapse",
    "reversals_of",
    "ripe",
    "send_back",
    "sums",
    "to_correct",
    "under_way",
    "withdraw",
    "yields",
]
