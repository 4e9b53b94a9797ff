from django.urls import path

from dixian.web.incomes import earlier, lists, papers, sheets, statements

urlpatterns = [
    path("incomes/", lists.progress, name="incomes"),
    path("incomes/open/", lists.open_year, name="open-incomes"),
    path("incomes/earlier/", earlier.earlier, name="income-earlier"),
    path("incomes/earlier/template/", earlier.earlier_template, name="income-earlier-template"),
    path("incomes/villages/<uuid:uid>/", lists.village, name="income-list"),
    path("incomes/villages/<uuid:uid>/sign/", lists.sign, name="sign-incomes"),
    path("incomes/villages/<uuid:uid>/confirm/", lists.confirm, name="confirm-incomes"),
    path("incomes/villages/<uuid:uid>/papers/", papers.village_papers, name="income-papers"),
    path("incomes/villages/<uuid:uid>/sheet/", sheets.sheet, name="income-sheet"),
    path("incomes/villages/<uuid:uid>/fill/", sheets.fill_many, name="fill-incomes"),
    path("incomes/<uuid:uid>/", statements.show, name="income"),
    path("incomes/<uuid:uid>/fill/", statements.fill, name="fill-income"),
    path("incomes/<uuid:uid>/paper/", papers.income_paper, name="income-paper"),
    path("incomes/<uuid:uid>/scan/", papers.scan, name="income-scan"),
]
