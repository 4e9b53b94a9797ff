from django.urls import path

from dixian.web.work import behind, brief, contact, gaps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("brief/", brief.brief, name="brief"),
    path("brief/<str:what>/", behind.behind, name="behind"),
    path("duties/", views.duties, name="duties"),
    path("duties/late/", views.late, name="late"),
    path("notices/", views.notice_list, name="notices"),
    path("contact/", contact.contact, name="contact"),
    path("contact/trial/", contact.trial, name="trial"),
    path("contact/sent/", contact.sent, name="sent"),
    path("heads/", gaps.head_list, name="head-list"),
    path("settings/deliveries/", gaps.delivery_list, name="delivery-list"),
]
