"""The addresses of the models page, under `organisation/modeles/`."""

from django.urls import path

from bastide.endpoints import views

urlpatterns = [
    path("", views.models, name="models"),
    path("nouveau/", views.model, name="model-new"),
    path("roles/", views.roles, name="model-roles"),
    path("budgets/", views.budgets, name="model-budgets"),
    path("<int:pk>/", views.model, name="model"),
    path("<int:pk>/essai/", views.test_model, name="model-test"),
    path("<int:pk>/supprimer/", views.remove_model, name="model-delete"),
]
