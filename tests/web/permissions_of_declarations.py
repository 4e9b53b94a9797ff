"""The addresses of declarations: two for everybody, the others for the village, its township and who oversees them."""

from tests.web.permitted import (
    BUREAU,
    EXPORT,
    INSPECTOR,
    NEIGHBOURS,
    TOWNSHIP,
    VILLAGE,
    Address,
    of,
    post_form,
)

OPEN_TO_ALL = (
    Address("declaration-query", None),
    post_form("declaration-query", None, 422),
    Address("declare", None, 404, arguments=("=no-token",)),
    post_form("declare", None, 404, arguments=("=no-token",)),
)
SEES = VILLAGE | TOWNSHIP | BUREAU | INSPECTOR
OPENS = VILLAGE | TOWNSHIP | BUREAU

DECLARATIONS = (
    Address("declarations", SEES),
    post_form("declarations", SEES & EXPORT),
    Address("declarations-together", TOWNSHIP),
    post_form("end-declarations", TOWNSHIP),
    post_form("take-up-declarations", TOWNSHIP),
    Address("enter-declaration", VILLAGE | TOWNSHIP),
    post_form("enter-declaration", VILLAGE | TOWNSHIP),
    Address("declaration", SEES, **of("declaration", NEIGHBOURS)),
    post_form("join-declaration", VILLAGE | TOWNSHIP, **of("declaration", NEIGHBOURS)),
    post_form("end-declaration", TOWNSHIP, **of("declaration", NEIGHBOURS)),
    post_form("pass-declaration", TOWNSHIP, **of("declaration", NEIGHBOURS)),
    post_form("take-up-declaration", TOWNSHIP, **of("declaration", NEIGHBOURS)),
    Address("declaration-sheet", SEES, 404, **of("declaration", NEIGHBOURS)),
    post_form("declaration-sheet", SEES, 404, **of("declaration", NEIGHBOURS)),
    Address("declared-photo", SEES, **of("declared_photo", NEIGHBOURS)),
    Address("entrances", OPENS),
    post_form("open-entrance", TOWNSHIP),
    post_form("end-entrance", TOWNSHIP, **of("entrance", NEIGHBOURS)),
    Address("entrance-poster", OPENS, **of("entrance", NEIGHBOURS)),
    Address("entrance-form", OPENS, **of("entrance", NEIGHBOURS)),
)
