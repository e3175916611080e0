"""The ledger's pages, under /registre/."""

from django.urls import path

from bastide.runs import views

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("export.csv", views.export, name="ledger-export"),
]
