"""The door of the ledger kit."""

from dixian.foundation.books.acting import (
    act,
    begin,
    correct,
    may_speak_for,
    may_take,
    register,
    register_many,
)
from dixian.foundation.books.book import (
    Act,
    Book,
    BookDuty,
    BookFigure,
    BookPaper,
    Deed,
    book,
    books,
    declare,
)
from dixian.foundation.books.columns import (
    UnitName,
    all_columns,
    column_of,
    columns_of,
    own_column,
    own_columns,
    told,
)
from dixian.foundation.books.models import (
    PERSONAL_OF_ROW,
    PERSONAL_OF_STEP,
    BookColumn,
    BookRow,
    BookStep,
)
from dixian.foundation.books.owning import add_column, end_column
from dixian.foundation.books.reading import Plan, apply, planned, units_named, values_of
from dixian.foundation.books.selectors import figures, narrowed, rows_of, steps_of, sums

__all__ = [
    "PERSONAL_OF_ROW",
    "PERSONAL_OF_STEP",
    "Act",
    "Book",
    "BookColumn",
    "BookDuty",
    "BookFigure",
    "BookPaper",
    "BookRow",
    "BookStep",
    "Deed",
    "Plan",
    "UnitName",
    "act",
    "add_column",
    "all_columns",
    "apply",
    "begin",
    "book",
    "books",
    "column_of",
    "columns_of",
    "correct",
    "declare",
    "end_column",
    "figures",
    "may_speak_for",
    "may_take",
    "narrowed",
    "own_column",
    "own_columns",
    "planned",
    "register",
    "register_many",
    "rows_of",
    "steps_of",
    "sums",
    "told",
    "units_named",
    "values_of",
]
