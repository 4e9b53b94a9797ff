"""The states of a lead: verb, from, to, capability."""

from dixian.foundation.kernel.states import StateTable, Step

LEAD = StateTable(
    name="线索",
    labels={
        "waiting": "待推送",
        "released": "待核实",
        "answered": "待确认",
        "returned": "退回核实",
        "closed": "已办结",
        "at_risk": "待识别",
    },
    steps=(
        Step("release", "推送", ("waiting",), "released", "release"),
        Step("answer", "反馈", ("released", "returned"), "answered", "answer"),
        Step("send_back", "退回", ("answered",), "returned", "confirm"),
        Step("close", "确认无风险", ("answered",), "closed", "confirm"),
        Step("confirm_risk", "确认有风险", ("answered",), "at_risk", "confirm"),
        Step("identify", "登记识别结果", ("at_risk",), "closed", "release"),
    ),
)
