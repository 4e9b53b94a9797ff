"""A byte or two that can't be read are named in their cell; the rest of the list goes on."""

import pytest

from dixian.foundation.kernel.columns import Text
from dixian.foundation.sheets.api import Clean, Rejected, clean_rows, read_table

COLUMNS = (Text("name", "姓名", required=True), Text("village", "村"))
NAMES = [f"张{chr(0x4E00 + at)}" for at in range(40)]


def listed(encoding: str) -> list[bytes]:
    return ["姓名,村".encode(encoding), *(f"{one},东村".encode(encoding) for one in NAMES)]


def read(lines: list[bytes]) -> list[Clean | Rejected]:
    table = read_table(b"\r\n".join(lines), name="名单.csv", columns=COLUMNS)
    return list(clean_rows(table, COLUMNS))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("bad", [b"\x00", b"\xff"])
def test_one_bad_byte_is_named_and_the_other_rows_go_on(encoding, bad):
    lines = listed(encoding)
    lines[5] = lines[5].replace(b",", bad + b",")
    found = read(lines)
    (wrong,) = [one for one in found if isinstance(one, Rejected)]
    assert (wrong.row.number, wrong.problems[0].column) == (6, "姓名")
    assert "有读不出的字符" in wrong.problems[0].sentence()
    assert [one.values["name"] for one in found if isinstance(one, Clean)] == NAMES[:4] + NAMES[5:]
