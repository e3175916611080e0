"""The pages of the use case, under /humeur/."""

from django.urls import path

from bastide.usecases.listen import views, views_asking, views_figures

urlpatterns = [
    path("", views.home, name="listen"),
    path("lots/<int:batch>/", views.batch_page, name="listen-batch"),
    path("lots/<int:batch>/avancement/", views.progress, name="listen-progress"),
    path("lots/<int:batch>/effacer/", views.erase, name="listen-erase"),
    path("textes/<int:note>/corriger/", views.correct, name="listen-correct"),
    path("textes/<int:note>/traiter/", views.see_to, name="listen-seen"),
    path("tendances/", views_figures.trends_page, name="listen-trends"),
    path("a-etiqueter/", views_asking.asking_page, name="listen-asking"),
    path("modele/", views_figures.model_page, name="listen-model"),
    path("regles/", views_figures.rules_page, name="listen-rules"),
]
