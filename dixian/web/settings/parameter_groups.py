"""Under which heading a parameter stands on its page: by what its code begins with."""

from collections.abc import Iterable
from typing import Any

OTHERS = "其他"
GROUPS = {
    "报送窗口、学期和提醒": ("window", "remind", "release", "warn", "escalate", "term"),
    "办理时限": ("limit",),
    "标准线和重点人群": ("line", "focus", "income", "doubt", "elimination", "cluster"),
    "抽查、复核和质检": ("sample", "recheck", "inspections", "quality", "rectification"),
    "部门文件、导入和导出": ("anomaly", "inquiry", "register", "export", "photo", "packs", "figures"),
    "驻村": ("teams",),
    "日期核对": ("slip",),
    "登录和自主申报": ("signin", "declare"),
}
HEADINGS = {start: heading for heading, starts in GROUPS.items() for start in starts}


def grouped(parameters: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Heading -> its parameters, in the order of the headings; none without any."""
    found: dict[str, list[Any]] = {heading: [] for heading in (*GROUPS, OTHERS)}
    for one in parameters:
        found[HEADINGS.get(one.code.partition(".")[0], OTHERS)].append(one)
    return [(heading, rows) for heading, rows in found.items() if rows]
