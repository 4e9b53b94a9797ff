from django.urls import path

from dixian.web.registry import views

urlpatterns = [
    path("search/", views.find, name="search"),
    path("households/", views.households, name="households"),
    path("households/<uuid:uid>/", views.household, name="household"),
    path("persons/<uuid:uid>/ask/", views.ask_reveal, name="ask-reveal"),
    path("persons/<uuid:uid>/reveal/", views.reveal, name="reveal"),
]
