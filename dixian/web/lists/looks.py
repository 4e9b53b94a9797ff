"""How somebody looks at a list now: columns and order, from the address, else as they have chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dixian.foundation.accounts.api import SavedView, views_of
from dixian.web.lists.columns import Column, Listing
from dixian.web.shell.keyset import PAGE, page_by


@dataclass(frozen=True)
class Head:
    """A head of the table: where a click leads, and how it is in order now ("", ascending, descending)."""

    column: Column
    address: str
    order: str


@dataclass(frozen=True)
class Look:
    """A list as one person sees it; for the templates.

    narrowed: the query of the address without the look. views: the person's own, by name.
    """

    listing: Listing
    post: Any
    path: str
    export_to: str
    narrowed: str
    sort: str
    columns: list[Column]
    views: list[SavedView]
    view: str
    rows: Sequence[Any] = ()
    next_key: str = ""

    @classmethod
    def of(cls, request: Any, listing: Listing, export_to: str = "", **kept: str) -> "Look":
        """What the address and the person say. kept: filters as the page understood them.

        export_to: the address that gives the workbook, where it is not the page's own.
        """
        views = views_of(request.user, listing.name)
        own = next((one.columns for one in views if not one.name), "")
        asked = request.GET.get("cols", "") or own
        sort = request.GET.get("sort", "")
        sortable = {column.code for column in listing.columns if column.sort}
        return cls(
            listing,
            request.post,
            request.path,
            export_to or request.path,
            urlencode({name: value for name, value in kept.items() if value}),
            sort if sort.removeprefix("-") in sortable else "",
            listing.chosen(asked.split(",")),
            [one for one in views if one.name],
            request.GET.get("view", ""),
        )

    def page(self, records: Any, key: str, *, size: int | None = None) -> "Look":
        """The same with one page of the records."""
        field, descending = self.field
        found = page_by(records, key, field=field, size=size or PAGE, descending=descending)
        rows = self.listing.rows_of(found.rows, self.post)
        return Look(**{**vars(self), "rows": rows, "next_key": found.next_key})

    @property
    def field(self) -> tuple[str, bool]:
        """The field the list is in order of, and whether the greatest comes first."""
        code = self.sort or self.listing.order
        if not code:
            return "id", self.listing.newest_first
        return self.listing.by_code[code.removeprefix("-")].sort, code.startswith("-")

    @property
    def carried(self) -> str:
        """What the address of the next page carries on."""
        return self._query(sort=self.sort)

    @property
    def and_sort(self) -> str:
        """What a filter's address carries on, so that the chosen order outlasts another filter."""
        return f"&{urlencode({'sort': self.sort})}" if self.sort else ""

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns; a click puts in order, another turns it round."""
        now = self.sort or self.listing.order
        heads = []
        for column in self.columns:
            mine = now.removeprefix("-") == column.code
            order = ("descending" if now.startswith("-") else "ascending") if mine else ""
            turned = f"-{column.code}" if order == "ascending" else column.code
            heads.append(Head(column, f"?{self._query(sort=turned)}" if column.sort else "", order))
        return heads

    @property
    def choices(self) -> list[tuple[Column, bool]]:
        """Every column, and whether it is shown."""
        return [(column, column in self.columns) for column in self.listing.columns]

    @property
    def orders(self) -> list[tuple[str, str]]:
        """What can be chosen to put in order by: code, words; a phone has no heads to tap."""
        return [
            (f"{sign}{column.code}", f"{column.title}，{word}")
            for column in self.listing.columns
            if column.sort
            for sign, word in (("", "正序"), ("-", "倒序"))
        ]

    @property
    def cells(self) -> list[list[str]]:
        """The table."""
        return [[column.cell(row) for column in self.columns] for row in self.rows]

    def _query(self, *, sort: str) -> str:
        return "&".join(part for part in (self.narrowed, urlencode({"sort": sort}) if sort else "") if part)
