"""The pages of the use case, under /questions/."""

from django.urls import path

from bastide.usecases.ask import gaps, views, views_abroad, views_writing, wrapup

urlpatterns = [
    path("", views.ask, name="ask"),
    path("apercu/", views.typing, name="ask-preview"),
    path("communes/", views.communes, name="communes"),
    path("historique/", wrapup.history, name="history"),
    path("lacunes/", gaps.gaps, name="gaps"),
    path("lacunes/classer/", gaps.close, name="gap-close"),
    path("<int:call>/note/", wrapup.note, name="note"),
    path("<int:call>/<int:pk>/", views.question, name="question"),
    path("<int:call>/<int:pk>/redaction/", views_writing.writing, name="writing"),
    path("<int:call>/<int:pk>/langue/", views_abroad.choose, name="call-language"),
    path("<int:call>/<int:pk>/traduction/", views_abroad.translation, name="answer-abroad"),
    path("<int:call>/<int:pk>/avis/", views.rate, name="rate"),
    path("<int:call>/<int:pk>/source/<int:number>/", views.source, name="source-panel"),
]
