"""Text as programs export it: with commas, semicolons or tabs, in the encodings that are in use."""

import pytest

from tests.foundation.sheets.workbooks import LI, TITLES, ZHANG, results

LINES = (TITLES[:3], ("张三", ZHANG, "1,234.50"), ("李四", LI, "6"))


def text(sign: str) -> str:
    return "\r\n".join(sign.join(f'"{cell}"' if sign in cell else cell for cell in line) for line in LINES)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_text_is_read_with_whatever_parts_its_cells(sign):
    rows = results(text(sign).encode("gb18030"))
    assert [(row.values["name"], str(row.values["amount"])) for row in rows] == [
        ("张三", "1234.50"),
        ("李四", "6.00"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_of_two_bytes_a_character_is_read_with_and_without_its_mark(encoding):
    assert [row.values["id_number"] for row in results(text("\t").encode(encoding))] == [ZHANG, LI]
