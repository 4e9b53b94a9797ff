from django.urls import path

from dixian.web.books import exchange, own, papers, views
from dixian.web.books.columns import grow

grow()

urlpatterns = [
    path("books/", views.book_list, name="books"),
    path("books/<slug:code>/", views.book, name="book"),
    path("books/<slug:code>/new/", views.new, name="new-book-row"),
    path("books/<slug:code>/template/", exchange.template, name="book-template"),
    path("books/<slug:code>/load/", exchange.load, name="load-book"),
    path("books/<slug:code>/rejected/", exchange.rejected, name="book-rejected"),
    path("books/<slug:code>/columns/", own.columns, name="book-columns"),
    path("books/<slug:code>/columns/<uuid:uid>/end/", own.end, name="end-book-column"),
    path("books/<slug:code>/papers/<slug:paper>/", papers.of_list, name="book-paper"),
    path("books/<slug:code>/<uuid:uid>/", views.row, name="book-row"),
    path("books/<slug:code>/<uuid:uid>/correct/", views.correct, name="correct-book-row"),
    path("books/<slug:code>/<uuid:uid>/act/", views.act, name="act-on-book-row"),
    path("books/<slug:code>/<uuid:uid>/papers/<slug:paper>/", papers.of_row, name="book-row-paper"),
    path("books/<slug:code>/steps/<uuid:uid>/evidence/", views.evidence, name="book-evidence"),
]
