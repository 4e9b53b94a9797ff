from django.urls import path

from dixian.web.settings import areas, changing, groups, people, places, policy, units

urlpatterns = [
    path("settings/parameters/", policy.parameter_list, name="parameters"),
    path("settings/parameters/<str:code>/", policy.parameter, name="parameter"),
    path("settings/parameters/<str:code>/propose/", policy.propose, name="propose"),
    path("settings/proposals/", policy.proposals, name="proposals"),
    path("settings/proposals/<uuid:uid>/", policy.decide, name="decide"),
    path("settings/areas/", areas.area_list, name="area-list"),
    path("settings/areas/<uuid:uid>/", areas.area, name="area"),
    path("settings/areas/units/", units.unit_list, name="unit-list"),
    path("settings/areas/units/<uuid:uid>/", units.unit, name="unit"),
    path("settings/areas/groups/", groups.group_list, name="group-list"),
    path("settings/areas/groups/<uuid:uid>/", groups.group, name="group"),
    path("settings/areas/vacancies/", units.vacancies, name="vacancies"),
    path("settings/areas/contacts/<uuid:uid>/reveal/", units.reveal_contact, name="reveal-contact"),
    path("settings/areas/<str:kind>/<uuid:uid>/<str:verb>/", changing.change, name="change-place"),
    path("settings/areas/export/<str:what>/", places.export, name="export"),
    path("settings/areas/load/<str:what>/", places.load, name="load"),
    path("settings/accounts/", people.account_list, name="account-list"),
    path("settings/accounts/template/", people.account_template, name="account-template"),
    path("settings/accounts/open/", people.open_from_file, name="open-accounts"),
    path("settings/accounts/<uuid:uid>/end/", people.end, name="end-post"),
    path("settings/accounts/<uuid:uid>/reset/", people.reset, name="reset-password"),
    path("settings/rights/", people.rights, name="rights"),
]
