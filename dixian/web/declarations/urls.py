from django.urls import path

from dixian.web.declarations import desk, entrances, paper, public, together

urlpatterns = [
    path("d/", public.query, name="declaration-query"),
    path("d/<slug:token>/", public.form, name="declare"),
    path("declarations/", desk.declaration_list, name="declarations"),
    path("declarations/enter/", paper.enter, name="enter-declaration"),
    path("declarations/together/", together.together, name="declarations-together"),
    path("declarations/together/end/", together.end_together, name="end-declarations"),
    path("declarations/together/take-up/", together.take_up_together, name="take-up-declarations"),
    path("declarations/<uuid:uid>/", desk.declaration, name="declaration"),
    path("declarations/<uuid:uid>/join/", desk.join, name="join-declaration"),
    path("declarations/<uuid:uid>/end/", desk.end, name="end-declaration"),
    path("declarations/<uuid:uid>/pass/", desk.pass_on, name="pass-declaration"),
    path("declarations/<uuid:uid>/take-up/", desk.take_up, name="take-up-declaration"),
    path("declarations/<uuid:uid>/sheet/", paper.sheet, name="declaration-sheet"),
    path("declarations/photos/<uuid:uid>/", desk.photo, name="declared-photo"),
    path("entrances/", entrances.entrance_list, name="entrances"),
    path("entrances/open/", entrances.open_one, name="open-entrance"),
    path("entrances/<uuid:uid>/end/", entrances.end, name="end-entrance"),
    path("entrances/<uuid:uid>/poster/", entrances.poster, name="entrance-poster"),
    path("entrances/<uuid:uid>/form/", entrances.blank, name="entrance-form"),
]
