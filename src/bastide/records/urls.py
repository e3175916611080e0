"""The databases' pages, under /donnees/."""

from django.urls import path

from bastide.records import views, views_free, views_manage

urlpatterns = [
    path("", views.records, name="records"),
    path("requetes/<int:pk>/", views.query, name="record-query"),
    path("requetes/nouvelle/", views_manage.edit, name="record-new"),
    path("requetes/<int:pk>/modifier/", views_manage.edit, name="record-edit"),
    path("requetes/<int:pk>/relire/", views_manage.reviewed, name="record-review"),
    path("requetes/<int:pk>/supprimer/", views_manage.remove_query, name="record-delete"),
    path("bases/nouvelle/", views_manage.connection, name="record-connection-new"),
    path("bases/<int:pk>/", views_manage.connection, name="record-connection"),
    path("bases/<int:pk>/verifier/", views_manage.check_again, name="record-check"),
    path(
        "bases/<int:pk>/supprimer/", views_manage.remove_connection, name="record-connection-delete"
    ),
    path("bases/<int:pk>/catalogue/", views_manage.catalogue, name="record-catalogue"),
    path("libre/", views_free.free, name="record-free"),
    path("libre/<int:pk>/", views_free.shown, name="record-free-one"),
]
