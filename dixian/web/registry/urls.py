from django.urls import path

from dixian.web.registry import comparing, pairing, views

urlpatterns = [
    path("search/", views.find, name="search"),
    path("households/", views.households, name="households"),
    path("households/<uuid:uid>/", views.household, name="household"),
    path("compare-list/", comparing.compare, name="compare-list"),
    path("compare-list/<uuid:uid>/", comparing.compared, name="compared-list"),
    path("compare-list/<uuid:uid>/progress/", comparing.progress, name="comparing-list"),
    path("compare-list/<uuid:uid>/result/", comparing.result, name="compared-result"),
    path("pairing/", pairing.pairing, name="pairing"),
    path("pairing/template/", pairing.pairing_template, name="pairing-template"),
    path("persons/<uuid:uid>/ask/", views.ask_reveal, name="ask-reveal"),
    path("persons/<uuid:uid>/reveal/", views.reveal, name="reveal"),
]
