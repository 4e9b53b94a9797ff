"""What a county may ask of a kind: decisions on plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from dixian.foundation.kernel.columns import KINDS
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import header_key

# What a column can be, as people call it.
TYPES = {
    "Column": "文字",
    "Money": "金额",
    "Choice": "选项",
    "Day": "日期",
    "MonthColumn": "月份",
    "Whole": "整数",
    "IdNumberColumn": "身份证号",
    "Phone": "电话",
}
DAYS = ("Day", "MonthColumn")
# By these rows are matched with the register.
WHO = ("name", "id_number")
LONGEST, LONGEST_TITLE, MOST_COLUMNS, LAST_DAY = 60, 40, 40, 28


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A kind as it is asked for; fields as of `KindVersion`. limits: code of `anomaly.*` -> figure."""

    name: str
    mode: str
    columns: Sequence[dict[str, Any]]
    amount_column: str = ""
    day_column: str = ""
    urgent: bool = False
    sign_off: bool = False
    window_first: int | None = None
    window_last: int | None = None
    limits: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As arguments of a proposal."""
        return {**asdict(self), "columns": list(self.columns), "limits": dict(self.limits)}


def check_setting(asked: Setting, *, before: Setting | None = None, matched: bool = True) -> None:
    """before: what holds now, whose columns, types and choices stay, as rows and rule sheets speak of them.

    matched: rows are matched by name and number. Raises Refusal.
    """
    if not asked.name.strip() or len(asked.name) > LONGEST:
        raise Refusal(f"名称须填写，且不超过 {LONGEST} 个字", "例如“临时救助金额”")
    by_code = {one["code"]: one for one in asked.columns}
    if len(by_code) < len(asked.columns) or len(asked.columns) > MOST_COLUMNS:
        raise Refusal(f"栏目重复或超过 {MOST_COLUMNS} 个", "去掉重复的、不用的栏目")
    for one in asked.columns:
        _check_column(one)
    _check_titles(asked.columns)
    if matched and not all(by_code.get(code, {}).get("required") for code in WHO):
        raise Refusal("“姓名”和“身份证号”必须填写，按它们与户档案比对", "把这两栏设为必填")
    _check_named(asked, by_code)
    _check_window(asked.window_first, asked.window_last)
    if before is not None:
        _check_kept(asked, by_code, before)


def _check_column(one: Mapping[str, Any]) -> None:
    title = one["title"]
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise Refusal(f"栏目名称须填写，且不超过 {LONGEST_TITLE} 个字", "照部门表格的表头写")
    if one["type"] not in KINDS:
        raise Refusal(f"“{title}”没有选择类型", "从列表里选一种")
    if one["type"] == "Choice" and not one.get("options"):
        raise Refusal(f"“{title}”是选项，没有写有哪些", "用顿号隔开，由轻到重，例如：C级、D级")


def _check_titles(columns: Sequence[Mapping[str, Any]]) -> None:
    """A header means one column."""
    seen: dict[str, str] = {}
    for one in columns:
        for header in {header_key(name) for name in (one["title"], *one.get("aliases", ()))}:
            if (other := seen.setdefault(header, one["title"])) != one["title"] or not header:
                raise Refusal(
                    f"“{header or one['title']}”既是“{other}”又是“{one['title']}”", "每个表头只归一栏"
                )


def _check_named(asked: Setting, by_code: Mapping[str, Mapping[str, Any]]) -> None:
    if asked.amount_column and by_code.get(asked.amount_column, {}).get("type") != "Money":
        raise Refusal("金额列要选一栏金额", "没有金额的不选")
    if asked.day_column and by_code.get(asked.day_column, {}).get("type") not in DAYS:
        raise Refusal("截至列要选一栏日期或月份", "没有的不选，算到当月末")


def _check_window(first: int | None, last: int | None) -> None:
    if first is None and last is None:
        return
    if first is None or last is None or not 1 <= first <= last <= LAST_DAY:
        raise Refusal(
            f"报送窗口要填首日和末日，在 1 至 {LAST_DAY} 日之间，首日不晚于末日", "随全县的两格都不填"
        )


def _check_kept(asked: Setting, by_code: Mapping[str, Mapping[str, Any]], before: Setting) -> None:
    if asked.mode != before.mode:
        raise Refusal("已有种类的报送方式不能改", "停用这一种，另增加一种")
    for one in before.columns:
        now, title = by_code.get(one["code"]), one["title"]
        if now is None:
            raise Refusal(f"已有的栏目“{title}”不能删除", "不再要的，取消“必填”，不填就是空")
        if now["type"] != one["type"]:
            raise Refusal(f"“{title}”的类型不能改", "另增加一栏")
        if gone := [option for option in one.get("options", ()) if option not in now["options"]]:
            raise Refusal(f"“{title}”原有的选项{'、'.join(gone)}不能删除", "只能增加选项")
