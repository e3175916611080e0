"""The editors' pages, under /base/."""

from django.urls import path

from bastide.library import (
    views_cards,
    views_directory,
    views_documents,
    views_sources,
    views_words,
)

urlpatterns = [
    path("", views_sources.sources, name="library"),
    path("sources/nouvelle/", views_sources.source, name="source-new"),
    path("sources/<int:pk>/", views_sources.source, name="source"),
    path("sources/<int:pk>/relancer/", views_sources.again, name="source-ingest"),
    path("sources/<int:pk>/deposer/", views_sources.upload, name="upload"),
    path("sources/<int:pk>/supprimer/", views_sources.remove, name="source-delete"),
    path("documents/", views_documents.documents, name="documents"),
    path("documents/<int:pk>/", views_documents.document, name="document"),
    path("documents/<int:pk>/modifier/", views_documents.change, name="document-change"),
    path("documents/<int:pk>/ecarter/", views_documents.put_aside, name="document-hide"),
    path("reponses/", views_cards.cards, name="cards"),
    path("reponses/nouvelle/", views_cards.card, name="card-new"),
    path("reponses/<int:pk>/", views_cards.card, name="card"),
    path("reponses/<int:pk>/historique/", views_cards.history, name="card-history"),
    path("reponses/<int:pk>/historique/<int:version>/", views_cards.restore, name="card-restore"),
    path("reponses/<int:pk>/supprimer/", views_cards.remove, name="card-delete"),
    path("annuaire/", views_directory.directory, name="directory"),
    path("annuaire/nouveau/", views_directory.contact, name="contact-new"),
    path("annuaire/<int:pk>/", views_directory.contact, name="contact"),
    path("annuaire/<int:pk>/supprimer/", views_directory.remove_contact, name="contact-delete"),
    path("annuaire/importer/", views_directory.import_directory, name="directory-import"),
    path("annuaire/exporter/", views_directory.export_directory, name="directory-export"),
    path("competences/", views_directory.competence, name="competence"),
    path("competences/nouvelle/", views_directory.subject, name="subject-new"),
    path("competences/<int:pk>/", views_directory.subject, name="subject"),
    path("competences/<int:pk>/supprimer/", views_directory.remove_subject, name="subject-delete"),
    path("competences/importer/", views_directory.import_competence, name="competence-import"),
    path("competences/exporter/", views_directory.export_competence, name="competence-export"),
    path("mots/", views_words.words, name="words"),
    path("mots/nouveau/", views_words.word, name="word-new"),
    path("mots/<int:pk>/", views_words.word, name="word"),
    path("mots/<int:pk>/supprimer/", views_words.remove, name="word-delete"),
]
