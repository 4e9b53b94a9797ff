"""The door of incomes."""

from dixian.registry.incomes.confirming import confirm, send_back
from dixian.registry.incomes.earlier import COLUMNS as EARLIER_COLUMNS
from dixian.registry.incomes.earlier import Taken, take_over, years
from dixian.registry.incomes.filling import MOST_PEOPLE, asked_of, fill, sign
from dixian.registry.incomes.models import Campaign, Statement, VillageList
from dixian.registry.incomes.opening import FROM_FACTS, join, open_year
from dixian.registry.incomes.rules import Income, months_between
from dixian.registry.incomes.selectors import (
    Line,
    Part,
    Village,
    campaigns,
    items_of,
    lists,
    of_list,
    parts,
    parts_of,
    statements,
    statements_of,
    villages_of,
)
from dixian.registry.incomes.sheet import Filled, columns, fill_many, rows_of
from dixian.registry.incomes.sums import sums
from dixian.registry.incomes.telling import ABOVE, FALL, PER_HEAD
from dixian.registry.incomes.tree import leaves, read, stored, sums_of, sums_told, tree

__all__ = [
    "ABOVE",
    "EARLIER_COLUMNS",
    "FALL",
    "FROM_FACTS",
    "MOST_PEOPLE",
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
    "items_of",
    "join",
    "leaves",
    "lists",
    "months_between",
    "of_list",
    "open_year",
    "parts",
    "parts_of",
    "read",
    "rows_of",
    "send_back",
    "sign",
    "statements",
    "statements_of",
    "stored",
    "sums",
    "sums_of",
    "sums_told",
    "take_over",
    "tree",
    "villages_of",
    "years",
]
