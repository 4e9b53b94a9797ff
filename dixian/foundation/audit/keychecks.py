"""Lost or foreign keys are noticed before anything is read or written with them."""

from django.db import connection

from dixian.foundation.audit.declared import house_models
from dixian.foundation.audit.models import KeyCheck
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel.home import home
from dixian.foundation.vault.keys import KeysMissing, missing_keys
from dixian.foundation.vault.proofs import index_fits, master_fits, proofs


def note_keys() -> None:
    """Keep a proof of each master key that has none yet. Called by setup, as the database's owner."""
    with writing():
        known = set(KeyCheck.objects.values_list("key_id", flat=True))
        for key_id, (sealed, index) in proofs().items():
            if key_id not in known:
                KeyCheck.objects.create(key_id=key_id, sealed=sealed, index=index)


def holds_data() -> bool:
    """Whether any table of ours has a row; False before the first migrate."""
    present = set(connection.introspection.table_names())
    tables = [model._meta.db_table for model in house_models()]
    with connection.cursor() as cursor:
        for table in tables:
            if table in present:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608
                if cursor.fetchone():
                    return True
    return False


def trouble_with_keys() -> list[str]:
    """What is missing or foreign among the keys, each in a sentence; empty where all fit this database."""
    checks = list(KeyCheck.objects.order_by("key_id")) if _noted() else []
    missing = missing_keys(home(), [check.key_id for check in checks] or (1,))
    if missing:
        return [f"缺少密钥文件 {path}" for path in missing]
    try:
        return [
            f"{home() / 'keys' / f'master-{check.key_id}.key'} 不是这个数据库的密钥"
            for check in checks
            if not master_fits(bytes(check.sealed))
        ] + [
            f"{home() / 'keys' / 'index.key'} 不是这个数据库的密钥"
            for check in checks[:1]
            if not index_fits(bytes(check.index))
        ]
    except KeysMissing as broken:
        return [str(broken)]


def _noted() -> bool:
    return KeyCheck._meta.db_table in connection.introspection.table_names()
