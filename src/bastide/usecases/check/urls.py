"""The pages of the use case, under /pieces/.

Names begin by `check-` (`check-cases`, `check-case`, `check-letter`…): no namespace, as elsewhere.
"""

from django.urls import path

from bastide.usecases.check import (
    views_case,
    views_cases,
    views_decide,
    views_export,
    views_letter,
    views_link,
    views_schemes,
    views_served,
)

urlpatterns = [
    path("", views_cases.case_list, name="check-cases"),
    path("nouveau/", views_cases.new_case, name="check-new"),
    path("dispositifs/", views_schemes.schemes, name="check-schemes"),
    path("dispositifs/<slug:name>/", views_schemes.scheme, name="check-scheme"),
    path("<int:case>/", views_case.case_page, name="check-case"),
    path("<int:case>/deposer/", views_case.deposit_files, name="check-deposit"),
    path("<int:case>/fichiers/", views_case.files, name="check-files"),
    path("<int:case>/fichiers/<int:file>/", views_served.original, name="check-original"),
    path(
        "<int:case>/fichiers/<int:file>/relire/",
        views_case.read_file_again,
        name="check-read-again",
    ),
    path("<int:case>/pages/<int:page>/", views_served.page_image, name="check-page"),
    path("<int:case>/corriger/", views_case.correct, name="check-correct"),
    path("<int:case>/corriger/<int:correction>/annuler/", views_case.undo, name="check-undo"),
    path("<int:case>/accepter/", views_decide.accept, name="check-accept"),
    path("<int:case>/refuser/", views_decide.refuse, name="check-refuse"),
    path("<int:case>/rouvrir/", views_decide.reopen, name="check-reopen"),
    path("<int:case>/confier/", views_decide.assign, name="check-assign"),
    path("<int:case>/lettre/", views_letter.letter, name="check-letter"),
    path("<int:case>/lien/", views_link.link, name="check-link"),
    path("<int:case>/lien/fermer/", views_link.close, name="check-link-close"),
    path("<int:case>/export/", views_export.export, name="check-export"),
    path("<int:case>/rapport/", views_export.report, name="check-report"),
]
