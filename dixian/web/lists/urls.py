from django.urls import path

from dixian.web.lists import views

urlpatterns = [
    path("lists/<slug:listing>/columns/", views.columns, name="list-columns"),
    path("lists/<slug:listing>/views/", views.keep, name="save-view"),
    path("lists/views/<uuid:uid>/drop/", views.drop, name="drop-view"),
]
