"""Count what has been declared, and keep it."""

from collections.abc import Iterator

from dixian.foundation.figures.figure import Figure
from dixian.foundation.figures.models import FigureValue
from dixian.foundation.figures.rules import Tally, total
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.api import number

CLOSED = "figures.closed.day"
PIECE = 500


def months_to_count() -> list[Month]:
    """This month, and the one before until its closing day; what is older stays as it was counted."""
    today = clock.today()
    month = Month.of(today)
    return [month.previous(), month] if today.day <= int(number(CLOSED)) else [month]


def count(of: Figure, month: Month) -> int:
    """Count one figure of a month and keep what has changed; in the caller's transaction. Returns how many were written."""
    counted = of.tally(month)
    known = {one.unit_id: one for one in FigureValue.objects.filter(figure=of.code, month=month.code)}
    told: dict[int | None, Tally] = {**counted, None: total(counted.values())}
    for gone in known.keys() - told.keys():
        told[gone] = Tally(0, 0 if known[gone].whole is not None else None)
    fresh = [_value(of, month, unit, tally) for unit, tally in told.items() if unit not in known]
    FigureValue.objects.bulk_create(fresh, batch_size=PIECE)
    changed = list(_changed(told, known))
    FigureValue.objects.bulk_update(changed, ["part", "whole", "counted_on", "version"], batch_size=PIECE)
    return len(fresh) + len(changed)


def _value(of: Figure, month: Month, unit: int | None, tally: Tally) -> FigureValue:
    return FigureValue(
        figure=of.code,
        month=month.code,
        unit_id=unit,
        part=tally.part,
        whole=tally.whole,
        counted_on=clock.today(),
    )


def _changed(told: dict[int | None, Tally], known: dict[int | None, FigureValue]) -> Iterator[FigureValue]:
    today = clock.today()
    for unit, tally in told.items():
        one = known.get(unit)
        if one and (one.part, one.whole, one.counted_on) != (tally.part, tally.whole, today):
            one.part, one.whole, one.counted_on, one.version = tally.part, tally.whole, today, one.version + 1
            yield one
