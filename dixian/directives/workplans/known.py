"""The units a paper is read against: the installed county's, the packaged ones, or those of a CSV file."""

import csv
import io
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from dixian.directives.workplans.engine.units import KnownGroup, KnownUnit, Reform, UnitTable
from dixian.foundation.areas.api import Directory, listed, packaged_directory, stored_directory
from dixian.foundation.kernel.problems import Refusal

REFORMS = Path(__file__).parent / "reference" / "reforms.csv"
# What a column may be called -> what it holds.
HEADERS = {
    "name": ("全称", "单位全称", "单位名称", "名称", "name"),
    "short": ("简称", "单位简称", "short_name"),
    "aliases": ("别名", "曾用名", "aliases"),
    "kind": ("类别", "kind"),
    "valid_to": ("撤销日期", "截止日期", "valid_to"),
    "successor": ("并入", "并入单位", "successor"),
    "members": ("成员", "成员单位", "members"),
}
ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = re.compile(r"[|｜、;；]")
PLACE = re.compile(r"^(?:中共|共青团)?([一-龥]{2,6}?(?:自治县|自治旗|县|市|区|旗))")
TOWNSHIP = re.compile(r"^[一-龥]{2,8}[镇乡]$")
OF_COUNTY = ("party", "government", "mass", "company", "")
REMEDY = "第一行写表头：全称、简称、别名（用“|”隔开），另存为 UTF-8 编码的 CSV；单位组写“成员”一栏"


def packaged_units() -> UnitTable:
    """The units of the packaged county; no database is asked."""
    return _table(packaged_directory())


def stored_units(on: date) -> UnitTable:
    """The units of the installed county; members of groups as of a day."""
    return _table(stored_directory(on))


def units_of_file(content: bytes, *, name: str) -> UnitTable:
    """The units of a CSV file. Rows with 成员 are groups. Raises Refusal."""
    rows = list(_rows(content, name))
    if not rows:
        raise Refusal(f"单位表“{name}”里没有“全称”一栏，或者没有单位", REMEDY)
    plain = [row for row in rows if not row["members"]]
    county = _county(row["name"] for row in plain)
    units = [_unit(row, county, name) for row in plain]
    groups = [
        KnownGroup(row["name"], _split(row["aliases"]), _split(row["members"]))
        for row in rows
        if row["members"]
    ]
    townships = tuple(unit.name for unit in units if TOWNSHIP.match(unit.name))
    if townships and not any("乡镇" in group.name for group in groups):
        groups.append(KnownGroup("各乡镇", ("各镇乡", "各乡镇人民政府", "各乡镇党委政府"), townships))
    return UnitTable(county, units, groups, _reforms())


def _table(directory: Directory) -> UnitTable:
    units = [
        KnownUnit(one.name, one.short, one.aliases, one.spellings, one.valid_to, one.successor)
        for one in directory.units
    ]
    groups = [KnownGroup(one.name, one.aliases, one.members) for one in directory.groups]
    return UnitTable(directory.county, units, groups, _reforms())


@cache
def _reforms() -> tuple[Reform, ...]:
    with REFORMS.open(encoding="utf8", newline="") as file:
        return tuple(
            Reform(_split(row["former"]), row["heir"], date.fromisoformat(row["from"]), row["source"])
            for row in csv.DictReader(file)
        )


def _rows(content: bytes, name: str) -> list[dict[str, str]]:
    lines = list(csv.reader(io.StringIO(_text(content, name))))
    if not lines:
        return []
    columns = {
        kind: next((at for at, cell in enumerate(lines[0]) if cell.strip() in names), None)
        for kind, names in HEADERS.items()
    }
    if columns["name"] is None:
        return []
    told = [
        {kind: line[at].strip() if at is not None and at < len(line) else "" for kind, at in columns.items()}
        for line in lines[1:]
    ]
    return [row for row in told if row["name"]]


def _text(content: bytes, name: str) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(f"单位表“{name}”的文字编码读不懂", REMEDY)


def _county(names: object) -> str:
    """The place most of the names begin with."""
    found = Counter(place[1] for one in names if (place := PLACE.match(one)))  # type: ignore[attr-defined]
    return found.most_common(1)[0][0] if found else ""


def _unit(row: dict[str, str], county: str, name: str) -> KnownUnit:
    of_county = row["kind"] in OF_COUNTY and not TOWNSHIP.match(row["name"])
    one = listed(row["name"], row["short"], _split(row["aliases"]), county, of_county=of_county)
    return KnownUnit(
        one.name, one.short, one.aliases, one.spellings, _day(row["valid_to"], name), row["successor"]
    )


def _day(text: str, name: str) -> date | None:
    if not text:
        return None
    parts = re.split(r"[-/.年月日]", text.strip())
    try:
        return date(*(int(part) for part in parts if part))
    except (ValueError, TypeError):
        raise Refusal(f"单位表“{name}”里的日期“{text}”不对", "写成 2024-04-03 这样") from None


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in SEPARATORS.split(text))))
