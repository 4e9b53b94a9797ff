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
    age: int = 0
    lacks: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    protection: str = ""

    @property
    def of_monitored(self) -> bool:
        """Whether only households the county monitors can be judged: of others nobody keeps what they receive."""
        return bool(self.measures or self.protection)


def born_before(today: date, age: int) -> date:
    """Whoever was born on this day or before is at least so many years old today."""
    try:
        return today.replace(year=today.year - age)
    except ValueError:
        return date(today.year - age, 2, 28)


def again(*, looked_on: date, sentence: str, said: str, today: date, months: int) -> bool:
    """Whether what was found harmless has changed since, long enough ago to be looked at anew."""
    passed = (today.year - looked_on.year) * 12 + today.month - looked_on.month
    return sentence != said and passed >= months
