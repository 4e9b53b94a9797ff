from django.urls import path

from dixian.web.quality import views

urlpatterns = [
    path("quality/", views.finding_list, name="findings"),
    path("quality/run/", views.run, name="run-checks"),
    path("quality/<uuid:uid>/", views.finding, name="finding"),
    path("quality/<uuid:uid>/waive/", views.waive, name="waive-finding"),
    path("quality/<uuid:uid>/take-back/", views.take_back, name="take-back-waiver"),
]
