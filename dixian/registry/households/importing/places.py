"""Which village people mean by what they write in two columns; one only, and never a guess."""

from dixian.foundation.areas.api import Area, in_force, short_township, short_village
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import tidy


class Places:
    """The villages in force today, by the ways they are written."""

    def __init__(self) -> None:
        rows = Area.objects.filter(in_force(clock.today()), level="village").values_list(
            "id", "code", "name", "parent__name"
        )
        self.names: dict[int, str] = {}
        self._codes: dict[str, int] = {}
        self._townships = {_township(township or "") for *_, township in rows}
        self._named: dict[str, dict[str, list[int]]] = {}
        for id_, code, name, township in rows:
            self.names[id_] = name
            self._codes[code] = id_
            self._named.setdefault(_short(name), {}).setdefault(_township(township or ""), []).append(id_)

    def has(self, township: str) -> bool:
        """Whether the county has a township of this name."""
        return _township(township) in self._townships

    def find(self, township: str, village: str) -> int:
        """The village's id. Raises CellProblem where none or several are meant."""
        if village in self._codes:
            return self._codes[village]
        there = self._named.get(_short(village), {})
        fitting = (
            there.get(_township(township), []) if township else [one for ids in there.values() for one in ids]
        )
        if len(fitting) == 1:
            return fitting[0]
        where = f"“{township}”" if township else "全县"
        if not fitting:
            raise CellProblem(f"{where}没有叫“{village}”的村", "对照“区划单位”里的名称改正")
        raise CellProblem(f"{where}有 {len(fitting)} 个村叫“{village}”", "写明乡镇，或者写 12 位区划代码")


def _short(name: str) -> str:
    return short_village(tidy(name))


def _township(name: str) -> str:
    return short_township(tidy(name))
