"""What a standing doubt rests on, and when one that was looked at is looked at again; plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One table of `doubts.toml`."""

    list: str
    code: str
    title: str
    unit: str
    kind: str = ""
    least: str = ""
    most: str = ""
    months: str = ""
    values: tuple[str, ...] = ()
    table: str = ""
    years: str = ""
    dependent: bool = False
    lacks: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    protection: tuple[str, ...] = ()
    rosters: tuple[str, ...] = ()
    events: str = ""
    relief: tuple[str, ...] = ()

    @property
    def of_person(self) -> bool:
        """Whether it is asked of each member, not of the household."""
        return bool(self.years or self.table)

    @property
    def asked_of(self) -> str:
        """The kind of report that has to be there before a household without a plan can be judged; "" for none."""
        return self.rosters[0] if self.rosters else self.events

    @property
    def by_plan(self) -> bool:
        """Whether what is received can be known of a household only by its plan or by such a report."""
        return bool(self.measures or self.protection)


def months_since(day: date, today: date) -> int:
    """Months begun since a day."""
    return (today.year - day.year) * 12 + today.month - day.month


def again(*, looked_on: date, sentence: str, said: str, today: date, months: int) -> bool:
    """Whether what was found harmless has changed since, long enough ago to be looked at anew."""
    return sentence != said and months_since(looked_on, today) >= months
