"""The pages of the use case, under /anonymiser/."""

from django.urls import path

from bastide.usecases.redact import views, views_handed

urlpatterns = [
    path("", views.home, name="redact"),
    path("textes/<int:redaction>/", views.review, name="redact-review"),
    path("textes/<int:redaction>/avancement/", views.progress, name="redact-progress"),
    path("textes/<int:redaction>/choisir/", views.choose, name="redact-choose"),
    path("textes/<int:redaction>/effacer/", views.erase, name="redact-erase"),
    path("textes/<int:redaction>/resultat/", views_handed.download, name="redact-result"),
    path("textes/<int:redaction>/cle/", views_handed.key_file, name="redact-key"),
    path("revenir/", views_handed.restore, name="redact-restore"),
    path("regles/", views_handed.rules_page, name="redact-rules"),
]
