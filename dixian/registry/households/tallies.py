"""Figures of the register: how many households and persons, by township; and by village."""

from collections.abc import Collection, Iterable

from django.db.models import Count, Q, Sum

from dixian.foundation.figures.api import Figure, Tallies, Tally, declare, units_of_areas
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.models import Household

NARROWED: dict[str, tuple[Q, str]] = {}


def counts_by_village(codes: Iterable[str], villages: Collection[int]) -> dict[tuple[str, int], int]:
    """(figure, village) -> what stands in the register now, of the figures that are counted from it alone."""
    counted = {code: dict(_by_village(*NARROWED[code])) for code in sorted({*codes} & NARROWED.keys())}
    return {(code, one): counts.get(one, 0) for code, counts in counted.items() for one in villages}


def counted_by(code: str) -> Q:
    """What makes a household one that this figure counts. Raises KeyError."""
    return NARROWED[code][0]


def _by_village(narrowing: Q, measure: str) -> Iterable[tuple[int, int]]:
    how = Count("pk") if measure == "户" else Sum("size")
    found = Household.objects.filter(narrowing, valid_to=None).order_by()
    return found.values_list("village_id").annotate(count=how)


def _figure(code: str, title: str, rule: str, measure: str, narrowing: Q, *also: str, rows: str = "") -> None:
    def tally(_month: Month) -> Tallies:
        units: dict[int | None, Tally] = {}
        places = units_of_areas()
        for village, count in _by_village(narrowing, measure):
            unit = places.get(village)
            units[unit] = units.get(unit, Tally(0)) + Tally(count)
        return units

    NARROWED[f"register.{code}"] = narrowing, measure
    declare(
        Figure(
            code=f"register.{code}",
            title=title,
            rule=rule,
            measure=measure,
            tally=tally,
            rows=rows,
            also=also,
        )
    )


RELIEVED = Q(kind="poverty_relieved")
MONITORED = ~Q(monitored="")
OPEN = MONITORED & Q(risk_eliminated=False)
NOW = "户档案里现在没有注销的"

_figure("households", "农户数", f"{NOW}户", "户", Q())
_figure("persons", "农户人口", f"{NOW}户的人口", "人", Q(), "农户人口数")
_figure("relieved", "脱贫户数", f"{NOW}脱贫户", "户", RELIEVED)
_figure("relieved_persons", "脱贫人口", f"{NOW}脱贫户的人口", "人", RELIEVED, "脱贫人口数")
_figure(
    "monitored",
    "监测户数",
    f"{NOW}监测对象，风险已消除的也算",
    "户",
    MONITORED,
    "监测对象户数",
    "防返贫监测对象户数",
)
_figure(
    "monitored_persons",
    "监测对象人口",
    f"{NOW}监测对象的人口，风险已消除的也算",
    "人",
    MONITORED,
    "监测对象人数",
    "监测对象人口数",
)
_figure(
    "at_risk",
    "未消除风险监测户数",
    f"{NOW}监测对象，风险没有消除的",
    "户",
    OPEN,
    "未消除风险监测对象户数",
    rows="/monitored/",
)
_figure(
    "at_risk_persons",
    "未消除风险监测对象人口",
    f"{NOW}监测对象的人口，风险没有消除的",
    "人",
    OPEN,
    "未消除风险监测对象人数",
)
