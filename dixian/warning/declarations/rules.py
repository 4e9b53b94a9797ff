"""Query codes, what a trouble is called, and what whoever declared is told; plain values.

A code is ten digits and two that check them (ISO 7064, MOD 97-10): digits are what an old farmer can read out and type on any phone.
"""

import re
import unicodedata
from dataclasses import dataclass

BODY, CHECK, PART = 10, 97, 4
LENGTH = BODY + 2
TAIL = 4
SPLIT = "｜"


def code_of(number: int) -> str:
    """The code that belongs to a number, whatever its size."""
    body = f"{number % 10**BODY:0{BODY}}"
    return f"{body}{CHECK + 1 - int(body) * 100 % CHECK:02}"


def parted(code: str) -> str:
    """As it is shown and read out: `4821 0937 6150`."""
    return " ".join(code[start : start + PART] for start in range(0, LENGTH, PART))


def digits_of(text: str) -> str:
    """The digits of what somebody typed, full width ones too."""
    return "".join(re.findall(r"[0-9]", unicodedata.normalize("NFKC", text)))


def holds_together(code: str) -> bool:
    """Whether a code's last two digits belong to the others; one wrong or two swapped digits never do."""
    return len(code) == LENGTH and int(code) % CHECK == 1


@dataclass(frozen=True)
class Trouble:
    """One choice of the form: its code, the risk it points at, and the words a farmer understands."""

    code: str
    risk: str
    words: str

    def __str__(self) -> str:
        return f"{self.words}（{self.risk}）" if self.risk else self.words


def trouble(code: str, label: str) -> Trouble:
    """From an entry of the table `declare_trouble`, `因病｜家里有人得了大病`; without the mark it has no risk of its own."""
    risk, mark, words = label.partition(SPLIT)
    return Trouble(code, risk if mark else "", words if mark else label)


@dataclass(frozen=True)
class Step:
    """What is known of a declaration's household: state and verdict of its lead, "" where there is none."""

    state: str
    lead_state: str = ""
    verdict: str = ""


ENDED = {
    "duplicate": "您这次说的情况以前已经报过，村里按前一份办理，不用再报。",
    "unknown": "按您填的姓名和地址没有找到是哪一户，请打下面的电话说清楚，或者重新填一份。",
    "outside": "您填的住址不在本县，请向户口所在地的村委会申报。",
    "withdrawn": "这份申报已经按您的意思撤回。",
    "abuse": "这份申报没有说清是谁家、有什么困难，没有办理。确有困难的请打下面的电话。",
}
RESULT = {
    "at_risk": "情况属实，正按程序识别，村里会到您家办手续。",
    "new_risk": "情况属实，正在调整您家的帮扶计划。",
    "difficulty": "您家的困难已请有关部门帮助解决。",
    "no_risk": "目前不用纳入监测；以后情况有变化，可以再申报。",
}
PRIVATE = "结果由村里当面告诉这一户。"


def said(step: Step, *, of_household: bool) -> tuple[str, str]:
    """The state in few words and one sentence, as the query page shows it.

    of_household: the telephone given is the household's own, or somebody has called back and heard so. Anybody else learns
    that somebody has been there, never what was found: whoever declares in another's name must not get to know of them.
    """
    if step.state == "waiting":
        return "已收到", "乡镇和村里正在核对是哪一户，会打电话找您。"
    if step.state != "joined":
        return "已办结", ENDED[step.state]
    if step.lead_state in ("referred", "at_risk", "closed"):
        result = RESULT.get(step.verdict, PRIVATE) if of_household else PRIVATE
        return "已入户核实", result
    if step.lead_state in ("answered", "verifying"):
        return "村里已经核实", "等乡镇和有关部门确认。"
    return "已安排核实", "村里会有人上门看一看，请保持电话畅通。"
