from django.urls import path

from dixian.web.registry import changes, comparing, dossier, focus, imports, on_a_day, pairing, single, views

urlpatterns = [
    path("search/", views.find, name="search"),
    path("households/", views.households, name="households"),
    path("households/<uuid:uid>/", views.household, name="household"),
    path("households/<uuid:uid>/on/", on_a_day.on_a_day, name="household-on"),
    path("households/<uuid:uid>/dossier/", dossier.dossier, name="dossier"),
    path("focus/", focus.focus_list, name="focus"),
    path("focus/preview/", focus.focus_preview, name="focus-preview"),
    path("compare-list/", comparing.compare, name="compare-list"),
    path("compare-list/<uuid:uid>/", comparing.compared, name="compared-list"),
    path("compare-list/<uuid:uid>/progress/", comparing.progress, name="comparing-list"),
    path("compare-list/<uuid:uid>/result/", comparing.result, name="compared-result"),
    path("households/<uuid:uid>/change/", single.change_household, name="change-household"),
    path("register-imports/", imports.imports, name="register-imports"),
    path("register-imports/template/", imports.template, name="register-template"),
    path("register-changes/", changes.batches, name="change-batches"),
    path("register-changes/<uuid:uid>/", changes.batch, name="change-batch"),
    path("register-changes/<uuid:uid>/progress/", changes.progress, name="change-progress"),
    path("register-changes/<uuid:uid>/act/", changes.act, name="act-on-changes"),
    path("register-changes/<uuid:uid>/columns/", changes.read_as, name="read-register-as"),
    path("pairing/", pairing.pairing, name="pairing"),
    path("pairing/template/", pairing.pairing_template, name="pairing-template"),
    path("persons/<uuid:uid>/ask/", views.ask_reveal, name="ask-reveal"),
    path("persons/<uuid:uid>/reveal/", views.reveal, name="reveal"),
]
