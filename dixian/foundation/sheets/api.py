"""The door of sheets."""

from dixian.foundation.sheets.annotating import annotated_workbook
from dixian.foundation.sheets.choosing import kept_samples, newly_meant, remember, shown_samples, told_mapping
from dixian.foundation.sheets.cleaning import Clean, Rejected, clean_rows
from dixian.foundation.sheets.leftover import Unread, first_words
from dixian.foundation.sheets.lines import RawRow
from dixian.foundation.sheets.opening import sheets_of
from dixian.foundation.sheets.places import SheetsRead, at_row, at_rows, place_of
from dixian.foundation.sheets.problems import (
    DoubtfulColumns,
    MissingColumns,
    NoRows,
    NotASheet,
    Problem,
    SeveralSheets,
)
from dixian.foundation.sheets.reading import only_column, read_table, table_of
from dixian.foundation.sheets.rejecting import ORIGIN, ORIGIN_SHEET, rejected_workbook
from dixian.foundation.sheets.table import Reading
from dixian.foundation.sheets.units import remarks
from dixian.foundation.sheets.writing import template, write_table

__all__ = [
    "ORIGIN",
    "ORIGIN_SHEET",
    "Clean",
    "DoubtfulColumns",
    "MissingColumns",
    "NoRows",
    "NotASheet",
    "Problem",
    "RawRow",
    "Reading",
    "Rejected",
    "SeveralSheets",
    "SheetsRead",
    "Unread",
    "annotated_workbook",
    "at_row",
    "at_rows",
    "clean_rows",
    "first_words",
    "kept_samples",
    "newly_meant",
    "only_column",
    "place_of",
    "read_table",
    "rejected_workbook",
    "remarks",
    "remember",
    "sheets_of",
    "shown_samples",
    "table_of",
    "template",
    "told_mapping",
    "write_table",
]
