"""Fields that mean a record or a code, for the forms of the settings pages."""

from dataclasses import dataclass
from typing import Any

from dixian.foundation.areas import api as areas
from dixian.foundation.kernel.columns import Choice, Column
from dixian.foundation.kernel.problems import CellProblem


@dataclass(frozen=True)
class Coded(Choice):
    """One of `options`, meant as the value at the same place of `values`."""

    values: tuple[Any, ...] = ()

    def convert(self, raw: object, text: str) -> Any:
        """The value. Raises CellProblem that lists the options."""
        return self.values[self.options.index(super().convert(raw, text))]

    def label_of(self, value: Any) -> str:
        """The option of a value; "" for a value that is none."""
        return self.options[self.values.index(value)] if value in self.values else ""


def coded(code: str, title: str, choices: Any) -> Coded:
    """A choice among the labels of an enumeration; required."""
    return Coded(code, title, required=True, options=tuple(choices.labels), values=tuple(choices.values))


@dataclass(frozen=True)
class AreaColumn(Column):
    """An area by name, code, or both as the list offers it."""

    def convert(self, raw: object, text: str) -> areas.Area:
        """The area. Raises CellProblem."""
        return _known(areas.find_area(text), "区划", text)


@dataclass(frozen=True)
class UnitColumn(Column):
    """A unit by any of its names, code, or as the list offers it."""

    def convert(self, raw: object, text: str) -> areas.Unit:
        """The unit. Raises CellProblem."""
        return _known(areas.pick_unit(text), "单位", text)


@dataclass(frozen=True)
class GroupColumn(Column):
    """A unit group by any of its names."""

    def convert(self, raw: object, text: str) -> areas.UnitGroup:
        """The group. Raises CellProblem."""
        return _known(areas.find_group(text), "单位组", text)


def _known(found: Any, what: str, text: str) -> Any:
    if found is None:
        raise CellProblem(f"没有{what}“{text}”，或有几个同名", "从列表里选，或写代码")
    return found
