from django.urls import path

from dixian.web.visits import checking, figures, grid, rechecks, sheets, sweeps, visiting, visits

urlpatterns = [
    path("rounds/", sweeps.sweep_list, name="sweeps"),
    path("rounds/open/", checking.open_check, name="open-check"),
    path("rounds/due/<uuid:uid>/", sweeps.check_due, name="check-due"),
    path("rounds/<uuid:uid>/", sweeps.sweep, name="sweep"),
    path("rounds/<uuid:uid>/list/", sweeps.stops, name="sweep-stops"),
    path("rounds/<uuid:uid>/close/", checking.close_check, name="close-check"),
    path("rounds/<uuid:uid>/report/", sheets.report, name="check-report"),
    path("rounds/<uuid:uid>/draw/", rechecks.draw, name="draw-rechecks"),
    path("rounds/<uuid:uid>/grid/", grid.grid, name="grid"),
    path("rounds/<uuid:uid>/tick/", grid.tick, name="tick"),
    path("rounds/<uuid:uid>/sheet/", sheets.tick_sheet, name="tick-sheet"),
    path("beats/<uuid:uid>/", grid.beat, name="beat"),
    path("rechecks/<uuid:uid>/", rechecks.recheck_draw, name="recheck-draw"),
    path("rechecks/<uuid:uid>/look/", rechecks.recheck, name="recheck"),
    path("visits/", visits.visit_list, name="visit-list"),
    path("visits/to/<uuid:uid>/", visiting.new_visit, name="new-visit"),
    path("visits/to/<uuid:uid>/make/", visiting.make_visit, name="make-visit"),
    path("visits/<uuid:uid>/", visits.visit, name="visit"),
    path("visits/photos/<uuid:uid>/", visits.photo, name="visit-photo"),
    path("satisfaction/", figures.satisfaction, name="satisfaction"),
]
