"""What a row stands beside in the household it is for, said before anybody decides on it. Plain values in and out."""

from collections.abc import Mapping, Sequence
from typing import Any

from dixian.foundation.kernel.text import name_key
from dixian.registry.households.changes.rules import HEAD
from dixian.registry.households.importing.known import KnownPerson

SECOND = "这一户户主是{head}，文件没有写{head}改成什么；批准时{head}还是户主的，这一项不办理"
NAMESAKE = "这一户已经有叫{name}的人，证件号码不同：是更正号码还是另一个人，核对后再批准"


def beside(
    one: KnownPerson | None,
    said: Mapping[str, Any],
    *,
    living: Sequence[KnownPerson],
    relations: Mapping[int, object],
) -> str:
    """one: whom the row is about, None for somebody new; said: what it says of them.

    living: who is in the household now; relations: of whom of them the file speaks -> the relation it gives, None
    where it gives none. "" where there is nothing to say.
    """
    told = []
    head = next((it for it in living if it.relation == HEAD and it is not one), None)
    stays = head is not None and relations.get(head.id, HEAD) in (HEAD, None, "")
    if head and stays and said.get("relation") == HEAD and (one is None or one.relation != HEAD):
        told.append(SECOND.format(head=head.name))
    key = name_key(str(said.get("name") or ""))
    if one is None and any(it.name_key == key for it in living):
        told.append(NAMESAKE.format(name=said["name"]))
    return "；".join(told)
