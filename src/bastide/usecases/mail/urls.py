"""The pages of the use case, under /courriels/."""

from django.urls import path

from bastide.usecases.mail import views, views_boxes, views_reply, views_set, views_thread

urlpatterns = [
    path("", views.home, name="mail"),
    path("depots/", views.progress, name="mail-progress"),
    path("depots/<int:intake>/relire/", views.read_again, name="mail-again"),
    path("depots/<int:intake>/effacer/", views.erase_intake, name="mail-erase-intake"),
    path("fils/<int:thread>/", views_thread.thread, name="mail-thread"),
    path("fils/<int:thread>/service/", views_thread.correct, name="mail-correct"),
    path("fils/<int:thread>/confier/", views_thread.hand, name="mail-hand"),
    path("fils/<int:thread>/traiter/", views_thread.finish, name="mail-done"),
    path("fils/<int:thread>/annuler/", views_thread.undo, name="mail-undo"),
    path("fils/<int:thread>/effacer/", views_thread.erase, name="mail-erase"),
    path("fils/<int:thread>/dates.ics", views_thread.dates, name="mail-dates"),
    path("fils/<int:thread>/reponse/", views_reply.prepare, name="mail-prepare"),
    path("fils/<int:thread>/reponse/garder/", views_reply.save, name="mail-save"),
    path("fils/<int:thread>/reponse/fichier/", views_reply.download, name="mail-file"),
    path("fils/<int:thread>/reponse/brouillon/", views_reply.to_mailbox, name="mail-to-mailbox"),
    path("modele/", views_set.model_page, name="mail-model"),
    path("regles/", views_set.rules_page, name="mail-rules"),
    path("boites/", views_boxes.boxes, name="mail-boxes"),
    path("boites/nouvelle/", views_boxes.box, name="mail-box-new"),
    path("boites/<int:pk>/", views_boxes.box, name="mail-box"),
    path("boites/<int:pk>/essai/", views_boxes.test, name="mail-box-test"),
    path("boites/<int:pk>/relever/", views_boxes.fetch, name="mail-box-fetch"),
    path("boites/<int:pk>/supprimer/", views_boxes.remove, name="mail-box-remove"),
]
