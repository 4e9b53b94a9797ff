"""The frame: what a post may open, and what waits for it."""

from dataclasses import dataclass
from typing import Any

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.worklist.api import unread_count, waiting_count
from dixian.web.shell.came_from import way_back

# Who asks for a change that needs a second person, and who may be that person.
PROPOSALS = (
    C.PROPOSE_POLICY,
    C.APPROVE_POLICY,
    C.MANAGE_RIGHTS,
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


ENTRIES = (
    Entry("待办", "/", on_phone=True),
    Entry("要情", "/brief/", (C.SEE_LOOP,), whole_county=True),
    Entry("辖区待办", "/duties/", (C.SEE_LOOP,)),
    Entry("数据报送", "/submissions/", (C.SEE_SUBMISSIONS,), on_phone=True, also=("/batches/", "/rows/")),
    Entry("档案核对", "/register-checks/", (C.PROPOSE_REGISTER, C.SEE_LOOP)),
    Entry("推送台", "/push-desk/", (C.RELEASE,)),
    Entry("确认台", "/confirm-desk/", (C.CONFIRM,)),
    Entry("批量核实", "/answer-desk/", (C.ANSWER,)),
    Entry("责任分工", "/assignees/", (C.CONFIRM, C.PAIR_HELPERS)),
    Entry("推送单", "/push-sheets/", (C.RELEASE, C.CONFIRM, C.SEE_LOOP)),
    Entry("线索", "/leads/", (C.SEE_LEADS,), on_phone=True, also=("/questions/",)),
    Entry(
        "走访排查",
        "/rounds/",
        (C.ANSWER, C.SEE_LOOP, C.RELEASE),
        also=("/visits/", "/rechecks/", "/satisfaction/"),
    ),
    Entry("监测对象", "/cases/", (C.SEE_LEADS,), also=("/case-steps/", "/case-batches/", "/comparisons/")),
    Entry("抽查", "/samples/", (C.RELEASE,)),
    Entry("核实结果", "/results/", (C.SEE_SUBMISSIONS,)),
    Entry("闭环", "/loop/", (C.SEE_LOOP,)),
    Entry("未消除户台账", "/monitored/", (C.SEE_LEADS,), also=("/plans/",)),
    Entry("风险消除", "/eliminations/", (C.SEE_LEADS,)),
    Entry("帮扶措施", "/measures/", (C.SEE_LEADS,)),
    Entry("户档案", "/households/", (C.SEE_HOUSEHOLDS,), on_phone=True, also=("/compare-list/", "/pairing/")),
    Entry("重点人群", "/focus/", (C.SEE_HOUSEHOLDS,)),
    Entry(
        "户档案变更",
        "/register-changes/",
        SEES_REGISTER,
        also=("/register-imports/",),
    ),
    Entry("任务", "/tasks/", also=("/task-matrix/", "/task-units/", "/task-shares/")),
    Entry("工作要点", "/workplans/"),
    Entry("台账", "/books/"),
    Entry("政策参数", "/settings/parameters/", (C.SEE_POLICY,)),
    Entry("提请审批", "/settings/proposals/", SEES_PROPOSALS),
    Entry("区划单位", "/settings/areas/", (C.MANAGE_AREAS, C.SEE_POLICY)),
    Entry("账号岗位", "/settings/accounts/", (C.MANAGE_ACCOUNTS,), on_phone=True),
    Entry("角色权限", "/settings/rights/", (C.MANAGE_RIGHTS,), on_phone=True),
    Entry("负责人账号", "/heads/", (C.MANAGE_ACCOUNTS,)),
    Entry("通知送达", "/settings/deliveries/", (C.MANAGE_ACCOUNTS, C.READ_LOGS)),
    Entry("留痕", "/logs/", (C.READ_LOGS,)),
)


def frame(request: Any) -> dict[str, Any]:
    """Template context of every page."""
    post = getattr(request, "post", None)
    if post is None:
        return {"post": None, "entries": [], "load": None, "unread": 0, "may_search": False, **_look(request)}
    entries = [entry for entry in ENTRIES if entry.is_for(post)]
    return {
        **_look(request),
        "post": post,
        "entries": entries,
        "further": [entry for entry in entries if not entry.on_phone],
        "here": max(
            (e.url for e in entries if request.path.startswith((e.url, *e.also))), key=len, default=""
        ),
        "load": {"waiting": _waiting(request)},
        "unread": unread_count(request.user.pk),
        "may_search": post.can(C.SEE_HOUSEHOLDS),
    }


def _waiting(request: Any) -> int:
    """What waits for the post; 待办 has counted already, and says so on the request."""
    counted = getattr(request, "waiting", None)
    return waiting_count(request.post) if counted is None else counted


def _look(request: Any) -> dict[str, Any]:
    # An address that only takes forms can't be opened again.
    again = request.get_full_path() if request.method == "GET" else way_back(request) or "/"
    return {"large": request.COOKIES.get("large") == "1", "here": "", "again": again}
