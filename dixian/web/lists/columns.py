"""What a list declares: its columns, what it can be put in order by, what it is called where it is noted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dixian.web.shell.templatetags.dixian import whole_days

# A record -> what stands in a cell.
Cell = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """A column of a list.

    value: what a workbook holds; shown: what the page shows, where that is more than the value.
    sort: the field of the queryset the list can be put in order by.
    number: stands at the right. whole: a name, never broken into lines. named: a phone names it beside the value. kept: can't be taken off. extra: shown where chosen.
    act: a button, which a workbook leaves out and which is always there.
    """

    code: str
    title: str
    value: Cell
    shown: Cell | None = None
    sort: str = ""
    number: bool = False
    whole: bool = False
    named: bool = True
    kept: bool = False
    extra: bool = False
    act: bool = False

    @property
    def style(self) -> str:
        """The class of its cells."""
        return "num" if self.number else "act" if self.act else "nowrap" if self.whole else ""

    def cell(self, record: Any) -> SafeString:
        """The cell of the table."""
        inner = (self.shown or self.value)(record)
        return format_html(
            "<td{}{}>{}</td>",
            SafeString(f' class="{self.style}"') if self.style else "",
            format_html(' data-label="{}"', self.title) if self.named and not self.kept else "",
            "" if inner is None else whole_days(inner) if type(inner) is str else inner,
        )


@dataclass(frozen=True)
class Listing:
    """A list, by the name of its address.

    columns: in their order. order: code of the column it comes in order of; "" for the order of entry.
    newest_first: without a chosen order the last entered stands on top.
    rows_of: records and post -> what the columns read, where that is more than the records themselves.
    uids_of: a row -> the uid that is noted when it is exported; subject: what these uids are of.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    order: str = ""
    newest_first: bool = False
    rows_of: Callable[[Sequence[Any], Any], Sequence[Any]] = lambda records, _post: records
    uids_of: Cell = lambda row: row.uid
    subject: str = "户"
    by_code: Mapping[str, Column] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {column.code: column for column in self.columns})
        LISTINGS[self.name] = self

    def chosen(self, codes: Sequence[str]) -> list[Column]:
        """The columns of these codes, in the list's own order; those it comes with where none is named."""
        if not set(codes) & self.by_code.keys():
            return [column for column in self.columns if not column.extra]
        return [column for column in self.columns if column.kept or column.act or column.code in codes]


# Address name -> list; filled by the declarations.
LISTINGS: dict[str, Listing] = {}
# The same for lists whose columns people add to: made anew each time they are asked for.
GROWING: dict[str, Callable[[], Listing]] = {}


def link(address: str, text: Any) -> SafeString:
    """A link in a cell."""
    return format_html('<a href="{}">{}</a>', address, text)
