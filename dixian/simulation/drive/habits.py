"""How punctual and careful the simulated posts are. Each word depends on the seed and the matter alone."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

# Shares of months reported after the window, of first files that can't be read, and of answers sent back.
LATE, BROKEN, SENT_BACK, AT_RISK, LAZY = 0.1, 0.1, 0.08, 0.04, 0.08
# Share of eliminated households that a look-back finds in trouble again.
UNSTABLE = 0.1
WINDOW, AFTER_WINDOW = (5, 15), (16, 24)
PROMPT, SLOW = (0, 4), (8, 20)


@dataclass(frozen=True)
class Habits:
    """Chance by seed; the same matter always meets the same post."""

    seed: int

    def reports_on(self, kind: str, first: date) -> date:
        """The day of the month beginning on `first` on which a department pushes."""
        chance = self._chance("report", kind, first)
        days = AFTER_WINDOW if chance.random() < LATE else WINDOW
        return first.replace(day=chance.randint(*days))

    def broken_at_first(self, kind: str, first: date) -> bool:
        """Whether the first upload of the month is no workbook."""
        return self._chance("broken", kind, first).random() < BROKEN

    def acts_on(self, what: str, which: object, since: date) -> date:
        """The day somebody gets to a matter that came to them on `since`; the lazy ones miss its limit."""
        chance = self._chance(what, which, since)
        return since + timedelta(days=chance.randint(*(SLOW if chance.random() < LAZY else PROMPT)))

    def finds_risk(self, which: object) -> bool:
        """Whether the village finds the household in trouble."""
        return self._chance("risk", which).random() < AT_RISK

    def day_of(self, what: str, which: object, first: date, days: int) -> date:
        """A day of so many from `first` on, for what may be done on any of them."""
        return first + timedelta(days=self._chance(what, which, first).randrange(days))

    def stays_well(self, which: object, since: date) -> bool:
        """Whether a household whose risk was eliminated is still well when somebody looks again."""
        return self._chance("well", which, since).random() >= UNSTABLE

    def sends_back(self, which: object) -> bool:
        """Whether the township wants to know more."""
        return self._chance("back", which).random() < SENT_BACK

    def _chance(self, *what: object) -> random.Random:
        return random.Random(":".join(map(str, (self.seed, *what))))
