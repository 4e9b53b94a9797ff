"""The door of incomes."""

from dixian.registry.incomes.confirming import confirm, send_back
from dixian.registry.incomes.earlier import COLUMNS as EARLIER_COLUMNS
from dixian.registry.incomes.earlier import Taken, take_over, years
from dixian.registry.incomes.filling import asked_of, fill, sign
from dixian.registry.incomes.models import Campaign, Statement, VillageList
from dixian.registry.incomes.opening import join, open_year
from dixian.registry.incomes.rules import Income, months_between
from dixian.registry.incomes.selectors import (
    Line,
    Part,
    Village,
    campaigns,
    lists,
    of_list,
    parts_of,
    statements,
    statements_of,
    villages_of,
)
from dixian.registry.incomes.sheet import Filled, columns, fill_many, rows_of
from dixian.registry.incomes.sums import sums
from dixian.registry.incomes.telling import ABOVE, FALL, PER_HEAD
from dixian.registry.incomes.tree import leaves, read, sums_of, tree

__all__ = [
    "ABOVE",
    "EARLIER_COLUMNS",
    "FALL",
    "PER_HEAD",
    "Campaign",
    "Filled",
    "Income",
    "Line",
    "Part",
    "Statement",
    "Taken",
    "Village",
    "VillageList",
    "asked_of",
    "campaigns",
    "columns",
    "confirm",
    "fill",
    "fill_many",
    "join",
    "leaves",
    "lists",
    "months_between",
    "of_list",
    "open_year",
    "parts_of",
    "read",
    "rows_of",
    "send_back",
    "sign",
    "statements",
    "statements_of",
    "sums",
    "sums_of",
    "take_over",
    "tree",
    "villages_of",
    "years",
]
