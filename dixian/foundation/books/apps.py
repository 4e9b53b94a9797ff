from django.apps import AppConfig


class BooksRoom(AppConfig):
    name = "dixian.foundation.books"
    label = "foundation_books"
    verbose_name = "台账"
