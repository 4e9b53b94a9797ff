"""The lines of the permission table about ledgers, tried on that of rectification, and about consultations."""

from tests.web.permitted import BATCH, BUREAU, EXPORT, INSPECTOR, LEADER, TEAM, Address, post_form

# Who may open the ledger; of those, whose unit has no problem to put right and who reaches no other.
BOOKS = EXPORT | LEADER | INSPECTOR
NO_PROBLEM = dict.fromkeys(EXPORT - BATCH, 409)

LEDGERS = (
    Address("books"),
    # Before those of the same address below, whose queries the budgets count.
    Address("book", arguments=("=teams",)),
    Address("book", arguments=("=team-members",)),
    Address("book-row", arguments=("=team-members", "member"), reach=TEAM),
    post_form("act-on-book-row", arguments=("=team-members", "member"), reach=TEAM),
    Address("book", BOOKS, arguments=("=rectification",)),
    post_form("book", EXPORT, arguments=("=rectification",)),
    Address("new-book-row", EXPORT, arguments=("=rectification",)),
    post_form("new-book-row", EXPORT, arguments=("=rectification",)),
    Address("book-template", BOOKS, arguments=("=rectification",)),
    post_form("load-book", EXPORT, arguments=("=rectification",)),
    post_form("book-rejected", EXPORT, arguments=("=rectification",)),
    Address("book-columns", BUREAU, arguments=("=rectification",)),
    post_form("book-columns", BUREAU, arguments=("=rectification",)),
    post_form("end-book-column", BUREAU, 404, arguments=("=rectification", "lead")),
    post_form("book-paper", BOOKS, 200, arguments=("=rectification", "=plan"), but=NO_PROBLEM),
    Address("book-row", BOOKS, arguments=("=rectification", "problem"), reach=BATCH),
    post_form("correct-book-row", EXPORT, arguments=("=rectification", "problem"), reach=BATCH),
    post_form("act-on-book-row", BOOKS, arguments=("=rectification", "problem"), reach=BATCH),
    post_form("book-row-paper", arguments=("=meetings", "meeting", "=minutes")),
    Address("figures"),
    Address("figure", arguments=("=rectification.done",)),
    post_form("count-figures", BUREAU, 302),
    post_form("set-indicator", BUREAU, arguments=("task",)),
    post_form("end-indicator", BUREAU, 404, arguments=("lead",)),
    post_form("match-blank", BUREAU, 404, arguments=("lead",)),
    post_form("blank-file", BUREAU, 404, arguments=("lead",)),
    post_form("fill-blank-part", EXPORT, 404, arguments=("lead",)),
    post_form("blank-part-file", EXPORT, 404, arguments=("lead",)),
    post_form("ask-for-pack", BUREAU, 302, arguments=("task",)),
    post_form("pack-file", BUREAU | INSPECTOR, 404, arguments=("lead",)),
    post_form("raise-point", EXPORT, arguments=("meeting",)),
    post_form("note-attendance", BUREAU, 302, arguments=("meeting",)),
    post_form("decide-on-agenda", BUREAU, arguments=("agenda_item",)),
    post_form(
        "book-evidence", EXPORT | INSPECTOR, 200, arguments=("=rectification", "problem_step"), reach=BATCH
    ),
)
