"""What a rule sheet asks of the rows of its kind, and what a row says of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dixian.foundation.vault.blind import blind
from dixian.warning.alerts.enums import Event, Window
from dixian.warning.alerts.models import RuleSheet
from dixian.warning.alerts.rules import Line
from dixian.warning.submissions.api import DataKind, Row, open_row
from dixian.warning.submissions.enums import Mode


@dataclass(frozen=True)
class Told:
    """Of one row: the value of the sheet's choice, a number that is not the kind's amount, the mark of its matter,
    and the value of the kind's fact.
    """

    value: str = ""
    number: Decimal | None = None
    cause: bytes = b""
    fact: str = ""


def line_of(sheet: RuleSheet, kind: DataKind) -> Line:
    """A sheet in plain values."""
    column = column_of(kind, sheet.field)
    return Line(
        sheet.pk,
        sheet.get_group_display(),
        sheet.amount,
        sheet.step,
        sheet.clause,
        sheet.source,
        values=tuple(sheet.values),
        title=str(column.get("title", "")),
        window=sheet.window,
        interval=sheet.interval,
        yearly=kind.mode == Mode.YEAR_TO_DATE or sheet.window == Window.YEAR,
        left=sheet.event == Event.LEFT,
    )


def column_of(kind: DataKind, code: str) -> dict[str, Any]:
    """How a kind describes a column; {} for none."""
    return next((dict(one) for one in kind.columns if one["code"] == code), {}) if code else {}


def told_of(row: Row, sheet: RuleSheet | None, kind: DataKind) -> Told:
    """What a row says; opened only where something beside its amount is asked for."""
    of_fact = kind.fact.get("column", "")
    of_sheet, of_cause = (sheet.field, sheet.cause) if sheet else ("", "")
    if not (of_sheet or of_cause or of_fact):
        return Told()
    values = open_row(bytes(row.content))["values"]
    said = {code: str(values.get(code) or "") for code in (of_sheet, of_cause, of_fact) if code}
    value, cause = said.get(of_sheet, ""), said.get(of_cause, "")
    counted = bool(sheet and sheet.amount is not None and of_sheet and value)
    return Told(
        value="" if counted else value,
        number=Decimal(value) if counted else None,
        cause=blind(cause, "cause") if cause else b"",
        fact=said.get(of_fact, ""),
    )
