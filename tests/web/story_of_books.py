"""The story of a ledger: a column added, problems registered and taken in from Excel, put right, accepted."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from dixian.commons.rectification.api import Problem, ProblemStep
from dixian.directives.blanks.api import Blank, BlankPart
from dixian.directives.meetings.api import Attendance
from dixian.foundation.audit.api import acting, reading
from dixian.foundation.books.api import BookColumn
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Text
from dixian.foundation.sheets.api import write_table
from tests.web.conftest import SYSTEM
from tests.web.story_steps import Step, file_of, newest, one

AT = "/books/rectification/"
HEADERS = ("问题来源", "发现日期", "存在问题", "责任单位", "整改类型", "整改期限")


def books_story(county: Any) -> Iterator[Step]:
    """The steps; each is made when the one before has been taken."""
    at = f"{AT}columns/"
    column = {"title": "牵头领导", "kind": "text", "options": ""}
    yield Step("book-columns", "bureau", at, column, page=at, says="已加“牵头领导”这一栏")
    path = f"{at}{newest(BookColumn).uid}/end/"
    yield Step("end-book-column", "bureau", path, page=at, says="“牵头领导”已停用")
    yield from _registered()
    yield from _taken_in()
    yield from _put_right(f"{AT}{newest(Problem).uid}/")
    yield from _raised(county)
    yield from _met(county)
    yield from _asked_for(county)


def _registered() -> Iterator[Step]:
    form = {
        "source": "自查",
        "found_on": str(clock.today()),
        "problem": "参保台账缺页",
        "unit": "县医保局",
        "mode": "限期整改",
        "due_on": str(clock.today() + timedelta(days=9)),
    }
    at = f"{AT}new/"
    yield Step("new-book-row", "insurer", at, form, page=at, says="已登记：参保台账缺页")
    at = f"{AT}{newest(Problem).uid}/"
    yield Step(
        "correct-book-row", "insurer", f"{at}correct/", {**form, "person": "某股长"}, page=at, says="某股长"
    )


def _taken_in() -> Iterator[Step]:
    day = str(clock.today())
    rows = [["审计", day, "公益岗未签协议", "县医保局", "立行立改", ""]]
    rows.append([*rows[0][:3], "没有的局", *rows[0][4:]])
    columns = [Text(title, title) for title in HEADERS[:5]] + [Text("due", "期限")]
    content = write_table(title="整改台账", columns=columns, rows=rows)
    yield Step(
        "load-book", "insurer", f"{AT}load/", {"file": file_of(content)}, status=200, page=AT,
        says="下载退回的行",
    )  # fmt: skip
    told = {"stored": str(newest(StoredFile).uid)}
    yield Step("book-rejected", "insurer", f"{AT}rejected/", told, status=200, says="sheet")
    yield Step("load-book", "insurer", f"{AT}load/", told, says="已导入：新增 1")


def _put_right(at: str) -> Iterator[Step]:
    done = {"verb": "report", "said": "已补签协议", "did_on": str(clock.today())}
    photo = file_of(b"\xff\xd8\xff a photo", "协议.jpg")
    yield Step("act-on-book-row", "insurer", f"{at}act/", {**done, "evidence": photo}, page=at, says="待验收")
    path = f"{AT}steps/{newest(ProblemStep).uid}/evidence/"
    yield Step("book-evidence", "bureau", path, status=200, page=at, says="octet-stream")
    accepted = {"verb": "accept", "said": "合格", "did_on": str(clock.today())}
    yield Step("act-on-book-row", "bureau", f"{at}act/", accepted, page=at, says="已销号")
    yield Step("book-paper", "bureau", f"{AT}papers/plan/", status=200, says="wordprocessing")
    yield Step("book", "bureau", AT, {"reason": "报县领导小组会议"}, status=200, says="sheet")


def _met(county: Any) -> Iterator[Step]:
    """The quarter's meeting: a point is raised, decided on, who came is noted, it was held, its minutes are printed."""
    at, page = f"/meetings/{county.meeting.uid}/", f"/books/meetings/{county.meeting.uid}/"
    path = f"/agenda/{county.agenda_item.uid}/decide/"
    decided = {"decision": "月底前全部动员到位", "lead": "医保局", "due_on": str(clock.today())}
    yield Step("decide-on-agenda", "bureau", path, decided, page=page, says="月底前全部动员到位")
    with acting(SYSTEM), reading():
        came = Attendance.objects.filter(meeting=county.meeting).earliest("id")
    told = {f"p-{came.uid}": "came", f"n-{came.uid}": "某局长"}
    yield Step("note-attendance", "bureau", f"{at}attendance/", told, page=page, says="1 个单位的到会情况")
    where = {"held_on": str(clock.today()), "place": "第二会议室", "chair": "某副县长"}
    hold = {"verb": "hold", "did_on": str(clock.today()), **where}
    yield Step("act-on-book-row", "bureau", f"{page}act/", hold, page=page, says="已召开")
    yield Step("book-row-paper", "clerk", f"{page}papers/minutes/", status=200, says="wordprocessing")


def _raised(county: Any) -> Iterator[Step]:
    """Before the meeting is held anybody raises a point."""
    page = f"/books/meetings/{county.meeting.uid}/"
    point = {"title": "公益岗补贴迟发", "text": "两个乡镇三月没有发"}
    path = f"/meetings/{county.meeting.uid}/points/"
    yield Step("raise-point", "clerk", path, point, page=page, says="已列入议程：公益岗补贴迟发")


def _asked_for(county: Any) -> Iterator[Step]:
    """A superior's empty table: sent out, filled in by a township, put together."""
    at = "/books/blanks/"
    form = {"title": "统计表", "unit": "县农业农村局", "due_on": str(clock.today())}
    yield Step("new-book-row", "bureau", f"{at}new/", form, page=f"{at}new/", says="已登记：统计表")
    blank = newest(Blank)
    page, day = f"{at}{blank.uid}/", str(clock.today())
    columns = [Text(title, title) for title in ("乡镇", "农户数", "备注")]
    sent = file_of(write_table(title="附件", columns=columns, rows=[]), "附件.xlsx")
    loaded = {"verb": "load", "did_on": day, "evidence": sent}
    yield Step("act-on-book-row", "bureau", f"{page}act/", loaded, page=page, says="待分发")
    path = f"/blanks/{blank.uid}/"
    meant = {"m-2": "register.households"}
    yield Step("match-blank", "bureau", f"{path}match/", meant, page=page, says="栏目对应的指标已保存")
    yield Step(
        "act-on-book-row", "bureau", f"{page}act/", {"verb": "send", "did_on": day}, page=page, says="填报中"
    )
    part = one(BlankPart, blank=blank, unit=county.town_unit)
    path, own = f"/blank-parts/{part.uid}/", f"/books/blank-parts/{part.uid}/"
    yield Step("blank-part-file", "clerk", f"{path}file/", status=200, page=own, says="sheet")
    told = {"c-2": "3", "c-3": "无"}
    yield Step("fill-blank-part", "clerk", f"{path}fill/", told, page=own, says="等县里审核")
    yield Step("blank-file", "bureau", f"/blanks/{blank.uid}/file/", status=200, page=page, says="sheet")
