"""What the headers of a file mean, as people see it and say it; whichever list the file is for."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_cell
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import header_key, tidy

LONGEST = 100
# Of what stands in a column: so many cells, so many characters of each.
SAMPLES, SHOWN = 3, 20
# (header in the file, title of the column it is read as or "") as pairs.
Told = Sequence[Sequence[str]]


def told_mapping(
    headers: Sequence[str], mapping: Mapping[str, int], columns: Sequence[Column]
) -> list[list[str]]:
    """Each header with the title of the column it is read as, "" for none; a number in a header is masked."""
    titles = {mapping[one.code]: one.title for one in columns if one.code in mapping}
    return [[mask_cell(header), titles.get(index, "")] for index, header in enumerate(headers) if header]


def kept_samples(headers: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Of each header (as `told_mapping`) up to three different things that stand below it, numbers masked; to be kept
    sealed, for they name people.
    """
    lines = list(lines)
    shown = [_samples(lines, index) for index, header in enumerate(headers) if header]
    return json.dumps(shown, ensure_ascii=False)


def shown_samples(kept: str) -> list[list[str]]:
    """The same, as it is shown."""
    shown: list[list[str]] = json.loads(kept)
    return shown


def _samples(lines: Sequence[Sequence[object]], index: int) -> list[str]:
    said = dict.fromkeys(text for line in lines if index < len(line) and (text := _shown(line[index])))
    return list(said)[:SAMPLES]


def _shown(cell: object) -> str:
    text = cell.isoformat()[:10] if isinstance(cell, date) else tidy(cell)
    return mask_cell(text[:LONGEST])[:SHOWN]


def newly_meant(columns: Sequence[Column], told: Told, meant: Mapping[str, str]) -> dict[str, str]:
    """What a person says otherwise than the file was read: header as it is kept -> code of the column, "" for none.

    meant: header as the file writes it -> code. Raises Refusal where a column is named twice or a needed one not at all.
    """
    _refuse_doubt(columns, meant)
    titles = {column.code: column.title for column in columns}
    said = {header: meant[header] for header, _ in told if header in meant}
    return {
        header_key(header)[:LONGEST]: said[header]
        for header, read in told
        if header in said and titles.get(said[header], "") != read
    }


def remember(choices: Any, said: Mapping[str, str], **owner: Any) -> None:
    """Keep what was said for later files. choices: rows with header and column; owner: whose they are."""
    for header, column in said.items():
        choice, made = choices.get_or_create(header=header, **owner, defaults={"column": column})
        if not made and choice.column != column:
            choice.column, choice.version = column, choice.version + 1
            choice.save(update_fields=["column", "version"])


def _refuse_doubt(columns: Sequence[Column], meant: Mapping[str, str]) -> None:
    named = [code for code in meant.values() if code]
    for column in columns:
        if named.count(column.code) > 1:
            raise Refusal(
                f"有 {named.count(column.code)} 列都选作“{column.title}”", "只留一列，其余的选“不读”"
            )
        if column.required and column.code not in named:
            raise Refusal(f"没有选哪一列是“{column.title}”", "这一栏必须有；文件里确实没有的，补上后重新上传")
