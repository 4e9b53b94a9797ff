from django.urls import path

from dixian.web.settings import days, lists, people, places, policy

urlpatterns = [
    path("settings/parameters/", policy.parameter_list, name="parameters"),
    path("settings/parameters/lists/", lists.code_table_list, name="code-tables"),
    path("settings/parameters/lists/<str:table>/", lists.code_table, name="code-table"),
    path("settings/parameters/lists/<str:table>/propose/", lists.propose, name="propose-item"),
    path("settings/parameters/days/", days.days, name="days"),
    path("settings/parameters/days/template/", days.day_template, name="day-template"),
    path("settings/parameters/days/propose/", days.propose, name="propose-day"),
    path("settings/parameters/days/<int:year>/fill/", days.fill, name="fill-year"),
    path("settings/parameters/days/<int:year>/load/", days.load, name="load-year"),
    path("settings/parameters/<str:code>/", policy.parameter, name="parameter"),
    path("settings/parameters/<str:code>/propose/", policy.propose, name="propose"),
    path("settings/proposals/", policy.proposals, name="proposals"),
    path("settings/proposals/<uuid:uid>/", policy.decide, name="decide"),
    path("settings/areas/", places.area_list, name="area-list"),
    path("settings/areas/handle/", places.handle, name="handle-area"),
    path("settings/export/<str:what>/", places.export, name="export"),
    path("settings/load/<str:what>/", places.load, name="load"),
    path("settings/accounts/", people.account_list, name="account-list"),
    path("settings/accounts/template/", people.account_template, name="account-template"),
    path("settings/accounts/open/", people.open_from_file, name="open-accounts"),
    path("settings/accounts/<uuid:uid>/end/", people.end, name="end-post"),
    path("settings/accounts/<uuid:uid>/reset/", people.reset, name="reset-password"),
    path("settings/rights/", people.rights, name="rights"),
]
