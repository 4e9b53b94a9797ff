"""What a push can't do without, each part once for all rows."""

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.push_left import of_the_file, of_the_rows, write_again
from benchmarks.stored_matching import everybody_listed

Measure = Callable[[str, Callable[[], object]], None]


def bare_parts(content: bytes, batch: Any, left: Mapping[Any, Any], measure: Measure) -> list[str]:
    """All rows at once, each part handed to `measure`; on a copy of the database from before the push.

    left: what the push has left behind, which is written again. Returns the names of the parts.
    """
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading, writing
    from dixian.foundation.sheets.api import clean_rows, read_table
    from dixian.registry.matching.api import Register, match_rows
    from dixian.registry.matching.api import Row as Asked
    from dixian.warning.submissions.kinds import columns_of

    columns = columns_of(batch.submission.kind)
    names: list[str] = []

    def part(name: str, work: Callable[[], Any]) -> Any:
        made: list[Any] = []
        names.append(name)
        measure(name, lambda: made.append(work()))
        return made[0]

    with system_scope("command:benchmark"):
        with reading():
            read = part("typed read", lambda: read_table(content, name="自付.xlsx", columns=columns))
            clean = part("cleaning", lambda: list(clean_rows(read, columns)))
            register = part("snapshot", lambda: Register(everybody_listed()))
            asked = [
                Asked(*(read.cell(row, code) for code in ("name", "id_number", "township", "village")))
                for row in read.rows
            ]
            part("matching", lambda: match_rows(asked, register))
            part("sealing", lambda: [_sealed(one) for one in zip(clean, asked, strict=True)])
        with writing():
            write_again(left, of_the_file())
        first, *others = of_the_rows()
        for name, tables in (("guarded rows", [first]), ("guarded rows of what follows", others)):
            part(name, lambda tables=tables: _written(left, tables, writing))
    return names


def _sealed(one: Any) -> tuple[Any, ...]:
    """The row as one blob, and its blind indexes."""
    from dixian.warning.submissions.rowcontent import seal_row
    from dixian.warning.submissions.teaching import indexes_of

    (row, *_, values), asked = one
    return seal_row(row.cells, values, [], row.cells), *indexes_of(asked)


def _written(left: Mapping[Any, Any], tables: list[Any], writing: Any) -> None:
    """With the commit, at which PostgreSQL looks at the keys."""
    with writing():
        write_again(left, tables)
