"""The menu: its groups (interface.md, Frame), and which post may open what."""

from dataclasses import dataclass

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability as C

# Who asks for a change that needs a second person, and who may be that person.
PROPOSALS = (
    C.PROPOSE_POLICY,
    C.APPROVE_POLICY,
    C.MANAGE_RIGHTS,
    C.MANAGE_AREAS,
    C.MANAGE_ACCOUNTS,
    C.APPROVE_ACCOUNTS,
    C.APPROVE_SECURITY,
)
# Who reads everything reads these too, without a word in them.
SEES_PROPOSALS = (*PROPOSALS, C.SEE_POLICY)
REGISTER = (C.PROPOSE_REGISTER, C.APPROVE_REGISTER, C.IMPORT_REGISTER)
SEES_REGISTER = (*REGISTER, C.SEE_POLICY)


@dataclass(frozen=True)
class Entry:
    """A line of the left navigation; shown to posts with one of the capabilities (all posts where empty).

    also: where its pages stand besides `url`. whole_county: only to posts that reach all of it.
    """

    name: str
    url: str
    capabilities: tuple[C, ...] = ()
    on_phone: bool = False
    also: tuple[str, ...] = ()
    whole_county: bool = False

    def is_for(self, post: Post) -> bool:
        """Whether this post may use it."""
        if self.whole_county and not span_of(post).everything:
            return False
        return not self.capabilities or any(post.can(one) for one in self.capabilities)


@dataclass(frozen=True)
class Group:
    """Lines of the menu under one heading; those of a post's first page have none."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def further(self) -> list[Entry]:
        """Those that have no place in the bar of a phone."""
        return [one for one in self.entries if not one.on_phone]


GROUPS = (
    Group(
        "",
        (
            Entry("待办", "/", on_phone=True),
            Entry("要情", "/brief/", (C.SEE_LOOP,), whole_county=True),
            Entry("辖区待办", "/duties/", (C.SEE_LOOP,)),
        ),
    ),
    Group(
        "预警",
        (
            Entry(
                "数据报送", "/submissions/", (C.SEE_SUBMISSIONS,), on_phone=True, also=("/batches/", "/rows/")
            ),
            Entry("档案核对", "/register-checks/", (C.PROPOSE_REGISTER, C.SEE_LOOP)),
            Entry(
                "自主申报",
                "/declarations/",
                (C.ANSWER, C.CONFIRM, C.RELEASE, C.SEE_EVIDENCE),
                also=("/entrances/",),
            ),
            Entry("推送台", "/push-desk/", (C.RELEASE,)),
            Entry("推送单", "/push-sheets/", (C.RELEASE, C.CONFIRM, C.SEE_LOOP)),
            Entry("线索", "/leads/", (C.SEE_LEADS,), on_phone=True, also=("/questions/",)),
            Entry("批量核实", "/answer-desk/", (C.ANSWER,)),
            Entry("确认台", "/confirm-desk/", (C.CONFIRM,)),
            Entry("抽查", "/samples/", (C.RELEASE,)),
            Entry("核实结果", "/results/", (C.SEE_SUBMISSIONS,)),
            Entry("闭环", "/loop/", (C.SEE_LOOP,)),
            Entry("责任分工", "/assignees/", (C.CONFIRM, C.PAIR_HELPERS)),
        ),
    ),
    Group(
        "走访排查",
        (
            Entry(
                "走访排查",
                "/rounds/",
                (C.ANSWER, C.SEE_LOOP, C.RELEASE),
                also=("/visits/", "/rechecks/", "/satisfaction/"),
            ),
        ),
    ),
    Group(
        "监测对象",
        (
            Entry(
                "监测对象",
                "/cases/",
                (C.SEE_LEADS,),
                also=("/case-steps/", "/case-batches/", "/comparisons/"),
            ),
            Entry("应纳应享疑点", "/doubts/", (C.SEE_LEADS,)),
            Entry("未消除户台账", "/monitored/", (C.SEE_LEADS,), also=("/plans/",)),
            Entry("帮扶措施", "/measures/", (C.SEE_LEADS,)),
            Entry("风险消除", "/eliminations/", (C.SEE_LEADS,)),
            Entry("识别帮扶成效", "/effects/", (C.SEE_LOOP,)),
        ),
    ),
    Group(
        "责任督导",
        (
            Entry("任务", "/tasks/", also=("/task-matrix/", "/task-units/", "/task-shares/")),
            Entry("工作要点", "/workplans/"),
            Entry("台账", "/books/"),
            Entry("指标", "/figures/"),
        ),
    ),
    Group(
        "户档案",
        (
            Entry(
                "户档案",
                "/households/",
                (C.SEE_HOUSEHOLDS,),
                on_phone=True,
                also=("/compare-list/", "/pairing/"),
            ),
            Entry("重点人群", "/focus/", (C.SEE_HOUSEHOLDS,)),
            Entry("收入采集", "/incomes/", (C.SEE_LEADS,)),
            Entry("数据质检", "/quality/", (C.SEE_LEADS,)),
            Entry(
                "户档案变更",
                "/register-changes/",
                SEES_REGISTER,
                also=("/register-imports/",),
            ),
        ),
    ),
    Group(
        "设置",
        (
            Entry("政策参数", "/settings/parameters/", (C.SEE_POLICY,)),
            Entry("提请审批", "/settings/proposals/", SEES_PROPOSALS),
            Entry("区划单位", "/settings/areas/", (C.MANAGE_AREAS, C.SEE_POLICY)),
            Entry("账号岗位", "/settings/accounts/", (C.MANAGE_ACCOUNTS,), on_phone=True),
            Entry("角色权限", "/settings/rights/", (C.MANAGE_RIGHTS,), on_phone=True),
            Entry("负责人账号", "/heads/", (C.MANAGE_ACCOUNTS,)),
            Entry("通知送达", "/settings/deliveries/", (C.MANAGE_ACCOUNTS, C.READ_LOGS)),
            Entry("留痕", "/logs/", (C.READ_LOGS,)),
        ),
    ),
)


def menu_of(post: Post) -> list[Group]:
    """The groups with what this post may open; a group without any is left out."""
    found = (Group(group.name, tuple(one for one in group.entries if one.is_for(post))) for group in GROUPS)
    return [group for group in found if group.entries]
