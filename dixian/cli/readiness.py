"""What must hold before anything is served, worked on or set up."""

from pathlib import Path

from dixian.cli.troubles import NotReady
from dixian.foundation.kernel.home import home
from dixian.foundation.vault.keys import make_keys

RESTORE = (
    "请从备份恢复 keys 文件夹（与数据库同一时间的备份），再重新启动；不要新建密钥，否则已加密的内容永远读不出"
)
THREE = "请按 docs/howto/install.md 分别设置 DIXIAN_DATABASE_URL_OWNER、_WEB、_WORKER 三个地址，各用一个数据库用户"


def make_private() -> None:
    """The home folder and an embedded database are their owner's alone, the database from its first byte on."""
    from django.conf import settings

    folder = home()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        database = Path(settings.DATABASES["default"]["NAME"])
        database.touch(mode=0o600)
        for path in folder.glob(f"{database.name}*"):
            path.chmod(0o600)


def make_missing_keys() -> bool:
    """New keys for an empty database. Returns whether any was made.

    Raises NotReady where the database holds data and a key is missing or not its own.
    """
    from dixian.foundation.audit.api import holds_data

    if not holds_data():
        return make_keys(home())
    refuse_wrong_keys()
    return False


def refuse_wrong_keys() -> None:
    """Raises NotReady, naming what is missing and what to restore."""
    from dixian.foundation.audit.api import trouble_with_keys

    trouble = trouble_with_keys()
    if trouble:
        raise NotReady(f"{'；'.join(trouble)}。{RESTORE}")


def refuse_strong_role() -> None:
    """Raises NotReady where this process comes to PostgreSQL as somebody whom row security doesn't hold."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    users = [
        database["USER"]
        for database in settings.DATABASE_OF_ROLE.values()
        if database["ENGINE"].endswith("postgresql")
    ]
    if len(set(users)) < len(users):
        raise NotReady(f"几个角色共用数据库用户 {users[0]}，行级安全和留痕都不起作用。{THREE}")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class c"
            " WHERE c.relnamespace = 'public'::regnamespace AND pg_has_role(r.oid, c.relowner, 'MEMBER'))"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        name, strong = cursor.fetchone()
    if strong:
        raise NotReady(f"数据库用户 {name} 是表的属主、超级用户或能绕过行级安全，不能用来提供服务。{THREE}")
