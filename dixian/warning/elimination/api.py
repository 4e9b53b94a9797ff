"""The door of elimination."""

from dixian.warning.elimination.batches import Told, Word, hold
from dixian.warning.elimination.criteria import Known, known_of
from dixian.warning.elimination.eliminating import (
    appraise,
    approve,
    end_notice,
    post_notice,
    propose,
    review,
    send_back,
    withdraw,
)
from dixian.warning.elimination.fallen import fallen_of
from dixian.warning.elimination.figures import Incomes, Relapse, Yield, incomes, relapse, yields
from dixian.warning.elimination.models import Condition, Elimination, LookBack, Reversal
from dixian.warning.elimination.rules import Beside, Typed, half_in_words, half_of
from dixian.warning.elimination.selectors import (
    Looked,
    doubtful,
    earlier_of,
    eliminated,
    eliminations_of,
    look_backs_of,
    looked,
    reversals_of,
    ripe,
    under_way,
)
from dixian.warning.elimination.sums import sums
from dixian.warning.elimination.typed_income import beside
from dixian.warning.elimination.waiting import MOST, area_of, last_of, places_waiting, right_of, waiting
from dixian.warning.elimination.watching import ask_reversal, decide_reversal, does_with_duty, look_back

__all__ = [
    "MOST",
    "Beside",
    "Condition",
    "Elimination",
    "Incomes",
    "Known",
    "LookBack",
    "Looked",
    "Relapse",
    "Reversal",
    "Told",
    "Typed",
    "Word",
    "Yield",
    "appraise",
    "approve",
    "area_of",
    "ask_reversal",
    "beside",
    "decide_reversal",
    "does_with_duty",
    "doubtful",
    "earlier_of",
    "eliminated",
    "eliminations_of",
    "end_notice",
    "fallen_of",
    "half_in_words",
    "half_of",
    "hold",
    "incomes",
    "known_of",
    "last_of",
    "look_back",
    "look_backs_of",
    "looked",
    "places_waiting",
    "post_notice",
    "propose",
    "relapse",
    "reversals_of",
    "review",
    "right_of",
    "ripe",
    "send_back",
    "sums",
    "under_way",
    "waiting",
    "withdraw",
    "yields",
]
