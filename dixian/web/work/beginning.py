"""What comes first in an installation with nothing in it: told where 待办 would be empty."""

from collections.abc import Iterator
from dataclasses import dataclass

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import vacancies
from dixian.foundation.worklist.api import posts_able
from dixian.registry.households.api import Household


@dataclass(frozen=True)
class FirstStep:
    """What to do, why, and where."""

    title: str
    why: str
    link: str


def first_steps(post: Post) -> list[FirstStep]:
    """What is still to be done before the county can work, in order, as far as it is this post's."""
    found: list[FirstStep] = []
    if post.can(C.MANAGE_ACCOUNTS):
        found += _accounts()
    if post.can(C.MANAGE_AREAS) and vacancies().exists():
        why = "没有登记第一责任人、分管领导的单位，超期的事报不到人。"
        found.append(FirstStep("登记各单位负责人", why, "/settings/areas/vacancies/"))
    if post.can(C.IMPORT_REGISTER) and not Household.objects.exists():
        why = "从全国系统导出全县的户和人，在这里导入；预警、走访、监测都从户档案认户。"
        found.append(FirstStep("导入户档案", why, "/register-imports/"))
    return found


def _accounts() -> Iterator[FirstStep]:
    bureau = posts_able(C.IMPORT_REGISTER).exists()
    if not bureau:
        why = "单位和区划是随附的，已经改名、合并的先改过来，账号才开在对的单位。"
        yield FirstStep("核对单位和区划", why, "/settings/areas/units/")
        why = "县局经办、审核、负责人逐个开通，由安全管理员批准；三种管理员要分开三个人。"
        yield FirstStep("开通县农业农村局的账号", why, "/settings/accounts/")
    if not posts_able(C.ANSWER).exists():
        why = "下载开通表，一行一个人，上传以后由安全管理员批准，再发给各单位。"
        yield FirstStep("开通部门、乡镇和村的账号", why, "/settings/accounts/")
