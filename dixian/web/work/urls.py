from django.urls import path

from dixian.web.work import views

urlpatterns = [
    path("", views.home, name="home"),
    path("notices/", views.notice_list, name="notices"),
]
