from django.urls import path

from dixian.web.leads import views

urlpatterns = [
    path("push-desk/", views.push_desk, name="push-desk"),
    path("push-desk/release/", views.release, name="release"),
    path("leads/", views.lead_list, name="leads"),
    path("leads/<uuid:uid>/", views.lead, name="lead"),
    path("leads/<uuid:uid>/answer/", views.answer, name="answer"),
    path("leads/<uuid:uid>/confirm/", views.confirm, name="confirm"),
    path("leads/<uuid:uid>/send-back/", views.send_back, name="send-back"),
    path("results/", views.results, name="result-list"),
    path("results/<uuid:uid>/", views.result, name="results"),
    path("loop/", views.loop, name="loop"),
]
