"""The steps of a month with all kinds of answers, in a browser, for walks and for screenshots."""

import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, Page, expect

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Text
from dixian.foundation.sheets.api import write_table
from tests.support.site import Site
from tests.support.walk import card_of

KIND = "未参保断保人员"
UNIT = "县民政局"
HEADS = ("姓名", "身份证号", "乡镇", "村", "未参保情形", "截至日期")


def uninsured(site: Site, folder: Path) -> Path:
    """A file of the health insurance about the people of the village the county's files know of."""
    place = place_of("cun", site)
    people = {}
    for file in site.facts["files"]:
        with closing(openpyxl.load_workbook(file, read_only=True)) as book:
            for row in book.active.iter_rows(values_only=True):
                if len(row) > 4 and str(row[4]).startswith(place):
                    people[row[2]] = row[1:5]
    day = clock.today().isoformat()
    rows = [(*one, "断保", day) for one in people.values()]
    path = folder / "断保.xlsx"
    columns = [Text(str(at), head) for at, head in enumerate(HEADS)]
    path.write_bytes(write_table(title="断保", columns=columns, rows=rows))
    return path


def push(page: Page, path: Path) -> None:
    """The department uploads it and commits it."""
    page.get_by_role("link", name="数据报送").click()
    card_of(page, KIND).get_by_label("Excel 文件").set_input_files(path)
    card_of(page, KIND).get_by_role("button", name="上传并预览").click()
    page.get_by_role("button", name=re.compile(r"^提交 \d+ 行$")).click(timeout=60_000)
    expect(page.get_by_role("link", name=re.compile(r"^[1-9]\d* 已预警"))).to_be_visible(timeout=90_000)


def waiting(page: Page, site: Site) -> list[str]:
    """The addresses of the leads the post has to answer."""
    page.goto(f"{site.address}/leads/?state=released")
    found = page.locator("tr[data-row] a[href^='/leads/']")
    return [str(one.get_attribute("href")) for one in found.all()]


def answer(page: Page, address: str, finding: str, *, note: str = "", photos: Sequence[Path] = ()) -> None:
    """Open a lead and answer it. finding: the value of its choice; a unit or village is the first that is offered."""
    page.goto(address)
    form = page.locator("form.answer")
    for details in form.locator("details").all():
        details.locator("summary").click()
    form.locator(f"label:has(input[value='{finding}'])").click()
    verdict = finding.split(":")[0]
    if verdict == "difficulty":
        form.get_by_label("转给哪个单位").select_option(label=UNIT)
    if verdict == "transfer":
        form.get_by_label("移交给哪个村").select_option(_first(form.get_by_label("移交给哪个村")))
    if note:
        form.get_by_label("情况说明").fill(note)
    if photos:
        form.get_by_label("照片（可不附）").set_input_files(list(photos))
    form.get_by_role("button", name="反馈", exact=True).click()
    expect(page.get_by_text(re.compile("已反馈，等待乡镇确认|已移交给"))).to_be_visible()


def confirm(page: Page, address: str) -> None:
    """The township confirms one."""
    page.goto(address)
    page.get_by_role("button", name=re.compile("^确认.")).click()
    expect(page.get_by_text("已确认").first).to_be_visible()


def take(page: Page, address: str) -> None:
    """The other village's township takes what was offered."""
    page.goto(address)
    page.get_by_role("button", name=re.compile("^接收，由")).click()
    expect(page.get_by_text("请在核实时限内反馈")).to_be_visible()


def reply(page: Page, address: str, word: str, text: str) -> None:
    """A unit replies to what it was asked."""
    page.goto(address)
    page.locator(f"label:has(input[name=word][value={word}])").click()
    page.get_by_label("答复", exact=True).fill(text)
    page.get_by_role("button", name="答复", exact=True).click()
    expect(page.get_by_text("已答复").first).to_be_visible()


def answer_many(page: Page, site: Site, papers: str) -> int:
    """All that waits for the post, answered from papers at once; how many they were."""
    page.goto(f"{site.address}/answer-desk/")
    many = page.locator("input[data-choose]").count()
    page.get_by_label("全选").check()
    page.get_by_text("费用已报销或救助，负担不重").click()
    page.get_by_label("查了什么资料").fill(papers)
    page.get_by_role("button", name=f"反馈选中的 {many} 户").click()
    expect(page.get_by_text(f"已反馈 {many} 户，等待乡镇确认")).to_be_visible()
    return many


def reopen(page: Page, site: Site, why: str) -> None:
    """The bureau looks at the first of the village that was drawn and sends it back."""
    page.goto(f"{site.address}/samples/?state=open")
    drawn = page.locator("tr[data-row]", has_text=place_of("cun", site))
    drawn.locator("a[href^='/samples/']").first.click()
    page.get_by_label("哪里与实际不符").fill(why)
    page.get_by_role("button", name="退回重新核实").click()
    expect(page.get_by_text("已退回村里重新核实").first).to_be_visible()


def _first(choice: Locator) -> str:
    """The value of the first thing that can be chosen."""
    return str(choice.locator("option[value]:not([value=''])").first.get_attribute("value"))


def place_of(username: str, site: Site) -> str:
    """The village, township or unit an account of the county stands for."""
    return next(str(one["place"]) for one in site.facts["accounts"] if one["username"] == username)
