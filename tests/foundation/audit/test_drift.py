"""Whatever somebody with the database does to the guards, `verify` names it: PostgreSQL's many ways, SQLite's few."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from dixian.foundation.audit.api import drift, verify
from tests.support.database import as_worker

pytestmark = pytest.mark.django_db(transaction=True)
ENTRY, HOUSEHOLD = "foundation_audit_entry", "registry_households_household"
postgresql = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="only PostgreSQL has these")


@pytest.fixture
def healed(worker: None, owner: Any, cluster: Any) -> Iterator[None]:
    """After the test everything is as declared again."""
    from tests.support.database import make_schema, switch_role

    assert drift() == []
    yield
    switch_role("web")
    make_schema()
    with as_worker():
        assert drift() == []


def test_a_trigger_taken_away_is_named(healed: None, owner: Any) -> None:
    with owner() as execute:
        if connection.vendor == "sqlite":
            execute('DROP TRIGGER "dixian_foundation_areas_unitgroup_update"')
        else:
            execute("DROP TRIGGER dixian_update ON foundation_areas_unitgroup")
    assert any("unitgroup" in found for found in verify().drifted)


# What somebody does as the owner, what undoes it (where setup does not), and what is said.
WAYS = {
    "triggers off": (
        "ALTER TABLE foundation_areas_unitgroup DISABLE TRIGGER USER",
        "ALTER TABLE foundation_areas_unitgroup ENABLE TRIGGER USER",
        "被停用",
    ),
    "a rule on entries": (
        f"CREATE RULE nothing AS ON INSERT TO {ENTRY} DO INSTEAD NOTHING",
        f"DROP RULE nothing ON {ENTRY}",
        "规则 nothing",
    ),
    "a rule on the register": (
        f"CREATE RULE also AS ON UPDATE TO {HOUSEHOLD} DO INSTEAD NOTHING",
        f"DROP RULE also ON {HOUSEHOLD}",
        "规则 also",
    ),
    "row security off": (f"ALTER TABLE {HOUSEHOLD} DISABLE ROW LEVEL SECURITY", "", "行级安全被关闭"),
    "a policy that says yes": (
        f"ALTER POLICY dixian_scope ON {HOUSEHOLD} USING (true)",
        "",
        "dixian_scope 缺失或被改动",
    ),
    "a policy beside ours": (
        f"CREATE POLICY another ON {HOUSEHOLD} USING (true)",
        f"DROP POLICY another ON {HOUSEHOLD}",
        "another 来历不明",
    ),
    "a policy taken away": (f"DROP POLICY dixian_scope ON {HOUSEHOLD}", "", "dixian_scope 缺失"),
    "rights on entries": (f"GRANT UPDATE, DELETE ON {ENTRY} TO dixian_web", "", f"{ENTRY} 多出权限 DELETE"),
    "rights on a column": (f"GRANT SELECT (old) ON {ENTRY} TO dixian_web", "", "列 old 多出权限"),
    "rights for everybody": (f"GRANT SELECT ON {HOUSEHOLD} TO public", "", "public 对"),
    "a right taken away": (f"REVOKE SELECT ON {HOUSEHOLD} FROM dixian_worker", "", "缺少权限 SELECT"),
    "a view of the owner's": (
        f"CREATE VIEW peep AS SELECT * FROM {HOUSEHOLD} & GRANT SELECT ON peep TO dixian_web",
        "DROP VIEW peep",
        "dixian_web 对 peep 多出",
    ),
    "the base of numbers": (
        "CREATE OR REPLACE FUNCTION dixian_xid_base() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 5::bigint'",
        "",
        "dixian_xid_base",
    ),
    "numbers that stand still": (
        "ALTER TABLE registry_facts_fact ALTER COLUMN dixian_xid SET DEFAULT 7",
        "",
        "registry_facts_fact 的列 dixian_xid",
    ),
    "a function with a hole": (
        "CREATE OR REPLACE FUNCTION dixian_keep_old() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        " SET search_path = public, pg_temp AS 'BEGIN RETURN NULL; END'",
        "",
        "函数 dixian_keep_old",
    ),
    "a function that looks elsewhere": (
        "ALTER FUNCTION dixian_keep_old() SET search_path = elsewhere",
        "",
        "函数 dixian_keep_old",
    ),
    "a function for everybody": (
        "GRANT EXECUTE ON FUNCTION dixian_entries TO dixian_web",
        "",
        "函数 dixian_entries",
    ),
    "a way round the scope of old images": (
        "CREATE OR REPLACE FUNCTION dixian_history(wanted text, ids bigint[]) RETURNS SETOF"
        f" {ENTRY} LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT * FROM {ENTRY}'",
        "",
        "函数 dixian_history",
    ),
    "a schema before ours": (
        "CREATE SCHEMA dixian_worker & GRANT USAGE ON SCHEMA dixian_worker TO public",
        "DROP SCHEMA dixian_worker",
        "另有同名可用的模式",
    ),
}


@postgresql
@pytest.mark.parametrize("way", WAYS)
def test_a_guard_that_was_weakened_is_named(healed: None, owner: Any, way: str) -> None:
    done, undone, said = WAYS[way]
    with owner() as execute:
        for statement in done.split(" & "):
            execute(statement)
    try:
        assert any(said in found for found in verify().drifted), verify().drifted
    finally:
        with owner() as execute:
            if undone:
                execute(undone)


@postgresql
def test_a_role_that_stands_above_all_rights_is_named(healed: None, cluster: Any) -> None:
    for grant, back in (
        ("ALTER ROLE dixian_web BYPASSRLS", "ALTER ROLE dixian_web NOBYPASSRLS"),
        ("GRANT dixian_owner TO dixian_web", "REVOKE dixian_owner FROM dixian_web"),
    ):
        with cluster.connect() as admin:
            admin.execute(grant)
        try:
            assert any("dixian_web 是表的属主" in found for found in drift())
        finally:
            with cluster.connect() as admin:
                admin.execute(back)
