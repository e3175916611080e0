"""Pages that belong to no use case."""

from django.urls import path

from bastide.web import views

urlpatterns = [path("aide/", views.help_page, name="help")]
