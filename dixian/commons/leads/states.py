"""The states of a lead: verb, from, to, capability."""

from dixian.foundation.kernel.states import StateTable, Step

LEAD = StateTable(
    name="线索",
    labels={
        "waiting": "待推送",
        "released": "待核实",
        "offered": "待接收",
        "answered": "待确认",
        "returned": "退回核实",
        "verifying": "待部门核实",
        "referred": "已转办",
        "closed": "已办结",
        "at_risk": "待识别",
    },
    steps=(
        Step("release", "推送", ("waiting",), "released", "release"),
        Step("report", "走访上报", ("waiting",), "answered", "answer"),
        Step("answer", "反馈", ("released", "returned"), "answered", "answer"),
        Step("offer", "移交", ("released", "returned"), "offered", "answer"),
        Step("take", "接收", ("offered",), "released", "answer"),
        Step("refuse", "不接收", ("offered",), "returned", "answer"),
        Step("send_back", "退回", ("answered",), "returned", "confirm"),
        Step("close", "确认办结", ("answered",), "closed", "confirm"),
        Step("confirm_risk", "确认有风险", ("answered",), "at_risk", "confirm"),
        Step("refer", "确认转办", ("answered",), "referred", "confirm"),
        Step("ask", "交部门核实", ("answered",), "verifying", "confirm"),
        Step("settle", "答复办结", ("referred", "verifying"), "closed", "reply"),
        Step("hand_back", "交回村里", ("referred", "verifying"), "returned", "reply"),
        Step("identify", "完成识别", ("at_risk",), "closed", "release"),
        Step("reopen", "重新核实", ("closed",), "returned", "release"),
    ),
)
