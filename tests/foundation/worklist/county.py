"""The kind of duty these tests open."""

from dixian.foundation.worklist.api import DutyKind

ANSWER = "test.answer"
ANSWER_KIND = DutyKind(code=ANSWER, title="核实线索", room="test")
