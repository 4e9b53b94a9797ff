"""The door of sheets."""

from dixian.foundation.sheets.cleaning import Clean, Rejected, clean_rows
from dixian.foundation.sheets.leftover import Unread, first_words
from dixian.foundation.sheets.problems import MissingColumns, NotASheet, Problem
from dixian.foundation.sheets.reading import RawRow, Reading, read_table
from dixian.foundation.sheets.writing import ORIGIN, rejected_workbook, template, write_table

__all__ = [
    "ORIGIN",
    "Clean",
    "MissingColumns",
    "NotASheet",
    "Problem",
    "RawRow",
    "Reading",
    "Rejected",
    "Unread",
    "clean_rows",
    "first_words",
    "read_table",
    "rejected_workbook",
    "template",
    "write_table",
]
