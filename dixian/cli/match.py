"""`dixian match`: any file against a register, without an installation."""

import csv
import gc
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from dixian.cli.environment import bring_up
from dixian.cli.progress import busy
from dixian.cli.troubles import NotReady
from dixian.cli.zh import Command
from dixian.foundation.kernel.problems import Refusal

NAMES = {
    "linked": "已对上",
    "repaired": "修正后对上",
    "ambiguous": "待人工比对",
    "stranger": "不在册",
    "rejected": "退回",
}
HEADER = ("row", "bin", "person", "reason", "candidates")
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    cls=Command,
    help="把任意一份名单与花名册比对，逐行写出归类、人编号、依据和可能的人。row 是第几行数据，从 1 数起，"
    "表头、空行和合计、制表人等行不数。不需要先初始化。",
)
@click.option("--register", type=FILE, required=True, help="花名册：CSV，UTF-8 编码，每人一行")
@click.option("--file", "listed", type=FILE, required=True, help="要比对的名单：Excel、WPS 表格或 CSV")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="比对结果，写成 CSV"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def command(register: Path, listed: Path, out: Path, as_json: bool) -> None:
    """Match `listed` against `register` and write one line per row to `out`."""
    bring_up("worker", needs_setup=False, needs_schema=False)
    from dixian.foundation.kernel.collection import no_collection

    try:
        known, reading = _read(register, listed)
        # Ends when the results are gone, so that nobody looks through them.
        with no_collection():
            counted = _match(known, reading, out)
    except Refusal as refusal:
        raise NotReady("。".join(filter(None, (refusal.message, refusal.remedy)))) from None
    from dixian.registry.matching.api import compared_by

    beside, by = _left_out(reading), compared_by(reading)
    for said in beside:
        click.echo(f"注意：{said}", err=True)
    bins = {name: counted[name] for name in NAMES}
    if as_json:
        told = {"rows": counted.total(), "bins": bins, "out": str(out), "left_out": beside, "columns": by}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    shown = "，".join(f"{NAMES[name]} {number}" for name, number in bins.items())
    click.echo(f"{by}，共 {counted.total()} 行：{shown}。结果在 {out}")


def _read(register: Path, listed: Path) -> tuple[Any, Any]:
    """The register, and the list as its reader gives it."""
    from dixian.registry.matching.api import read_list, read_register

    with busy("读花名册"):
        try:
            with register.open(encoding="utf-8-sig", newline="") as lines:
                known = read_register(lines, name=register.name)
        except UnicodeDecodeError:
            raise Refusal(f"花名册“{register.name}”不是 UTF-8 编码", "另存为 UTF-8 编码的 CSV") from None
    # A million objects that stay to the end need not be looked through for rubbish.
    gc.freeze()
    with busy("读名单"):
        return known, read_list(listed.read_bytes(), name=listed.name)


def _match(known: Any, reading: Any, out: Path) -> Counter[str]:
    """Write the place of each data row, and say how many rows ended where.

    Row 1 is the first data row, whatever stands above it; blank lines, and those about nobody such as 合计, bear no number.
    """
    from dixian.registry.matching.api import match_rows, rows_of

    with busy("比对"):
        matches = match_rows(rows_of(reading), known)
    _write(out, matches)
    return Counter(match.bin for match in matches)


def _left_out(reading: Any) -> list[str]:
    """A sentence for whatever of the list was not read as a row, or is out of sight in the file."""
    from dixian.foundation.sheets.api import first_words

    said = [one.sentence() for one in reading.unread]
    if reading.parts:
        said.insert(0, f"{len(reading.parts)} 张工作表栏目相同，一起比对：{reading.sheet}，行号接着数")
    if hidden := reading.about_hidden:
        said.append(hidden)
    return said + [f"{reading.at(line.number)}略过：{first_words(line.cells)}" for line in reading.below]


def _write(out: Path, matches: Sequence[Any]) -> None:
    with out.open("w", encoding="utf8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADER)
        lines.writerows(
            (row, match.bin, match.person, match.reason, "|".join(match.candidates))
            for row, match in enumerate(matches, start=1)
        )
