"""名单比对 in a browser: a list is dropped, compared, and comes back to who sent it."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.support.site import Site

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


def some_of_the_file(site: Site, folder: Path) -> Path:
    """The first rows of the department's file, under a title and with a trailer."""
    came = openpyxl.load_workbook(site.file()).active
    lines = [list(line) for line in came.iter_rows(max_row=31, values_only=True)]
    made = openpyxl.Workbook()
    for line in (["某局的名单"], *lines, ["合计"]):
        made.active.append(line)
    path = folder / "拿来的名单.xlsx"
    made.save(path)
    return path


@pytest.mark.parametrize(("who", "width"), [("nongye", 1440), ("cun", 390)])
def test_a_list_goes_in_and_comes_back_with_columns_behind(
    site: Site, sign_in: SignIn, tmp_path: Path, who: str, width: int
) -> None:
    page = sign_in(who, width=width)
    page.goto(f"{site.address}/households/")
    page.get_by_role("link", name="名单比对").click()
    page.get_by_label("名单文件").set_input_files(some_of_the_file(site, tmp_path))
    page.get_by_label("比对理由").fill("核对这份名单")
    page.get_by_role("button", name="上传并比对").click()
    button = page.get_by_role("button", name="下载结果")
    expect(button).to_be_visible(timeout=60_000)
    expect(page.locator(".count-box")).to_have_count(5)
    with page.expect_download() as waited:
        button.click()
    assert waited.value.suggested_filename == "拿来的名单-比对结果.xlsx"
    content = Path(waited.value.path()).read_bytes()
    lines = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert (lines[0][0], lines[-1][0], len(lines)) == ("某局的名单", "合计", 33)
    head = next(number for number, line in enumerate(lines) if "比对结果" in line)
    at, rows = lines[head].index("比对结果"), lines[head + 1 : -1]
    ended = [line[at] for line in rows]
    shown = [int(text) for text in page.locator(".count-box b").all_inner_texts()]
    labels = ("对上", "修正后对上", "拿不准", "不在册", "退回")
    assert shown == [ended.count(label) for label in labels]
    assert sum(shown) == len(rows) > 20
    beyond = [line for line in rows if line[at + 1] == "在本县户档案中，不在您的范围"]
    assert not any(any(line[at + 2 :]) for line in beyond)
    assert bool(beyond) == (who == "cun")
