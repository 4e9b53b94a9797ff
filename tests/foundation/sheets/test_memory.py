"""A long file fills as much memory as the county's machine has to give, and no more."""

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from tests.foundation.sheets.workbooks import TITLES, ZHANG

MEASURE = """
import re, resource, sys
from pathlib import Path
from dixian.foundation.sheets.api import clean_rows, read_table
from tests.foundation.sheets.workbooks import COLUMNS
reading = read_table(Path(sys.argv[1]).read_bytes(), name="大.xlsx", columns=COLUMNS)
rows = sum(1 for _ in clean_rows(reading, COLUMNS))
# Its own peak by the kernel's word: what resource says counts whoever started this process.
own = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(rows, own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
KB_A_MB = 1024


def long_file(folder: Path, rows: int) -> Path:
    path = folder / f"{rows}.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        for number in range(1, rows + 1):
            cells = (f"张{number:x}", ZHANG, number / 100, "2024-04-03", f"138{number:08}", "脱贫户")
            sheet.write_row(number, 0, cells)
    return path


@pytest.mark.parametrize(
    ("rows", "most"),
    [(100_000, 600), pytest.param(1_000_000, 1_000, marks=pytest.mark.slow)],
)
def test_reader_and_the_process_that_opens_stay_within_the_megabytes(tmp_path, rows, most):
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(long_file(tmp_path, rows))],
        capture_output=True,
        text=True,
        check=True,
    )
    read, own, child = map(int, done.stdout.split())
    assert read == rows
    assert (own + child) // KB_A_MB < most
