from django.urls import path

from dixian.web.elimination import batches, figures, lists, papers, steps
