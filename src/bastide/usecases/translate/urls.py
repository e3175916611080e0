"""The pages of the use case, under /traduire/."""

from django.urls import path

from bastide.usecases.translate import views, views_glossary, views_memory, views_segment

urlpatterns = [
    path("", views.home, name="translate"),
    path("langues/", views.pair, name="translate-pair"),
    path("textes/<int:text>/", views.text_page, name="translate-text"),
    path("textes/<int:text>/avancement/", views.progress, name="translate-progress"),
    path("textes/<int:text>/reprendre/", views.again, name="translate-again"),
    path("textes/<int:text>/telecharger/", views.download, name="translate-download"),
    path("textes/<int:text>/effacer/", views.erase, name="translate-erase"),
    path("phrases/<int:segment>/", views_segment.segment, name="translate-segment"),
    path("glossaire/", views_glossary.glossary, name="glossary"),
    path("glossaire/nouveau/", views_glossary.term, name="term-new"),
    path("glossaire/<int:pk>/", views_glossary.term, name="term"),
    path("glossaire/<int:pk>/supprimer/", views_glossary.remove, name="term-delete"),
    path("glossaire/importer/", views_glossary.take_up, name="glossary-import"),
    path("glossaire/exporter/", views_glossary.give_out, name="glossary-export"),
    path("memoire/", views_memory.memory_page, name="memory"),
    path("memoire/<int:pk>/supprimer/", views_memory.remove, name="memory-delete"),
    path("memoire/importer/", views_memory.take_up, name="memory-import"),
    path("memoire/exporter/", views_memory.give_out, name="memory-export"),
    path("regles/", views_memory.rules_page, name="translate-rules"),
]
