"""The pages of the use case, under /comptes-rendus/."""

from django.urls import path

from bastide.usecases.minutes import views, views_edit, views_export, views_meeting

urlpatterns = [
    path("", views.home, name="minutes"),
    path("<int:meeting>/", views_meeting.meeting_page, name="minutes-meeting"),
    path("<int:meeting>/avancement/", views.progress, name="minutes-progress"),
    path("<int:meeting>/transcription/", views_meeting.transcript_part, name="minutes-transcript"),
    path("<int:meeting>/ligne/", views_edit.save_line, name="minutes-line"),
    path("<int:meeting>/entete/", views_edit.save_head, name="minutes-head"),
    path("<int:meeting>/noms/", views_edit.save_names, name="minutes-names"),
    path("<int:meeting>/point/", views_edit.save_point, name="minutes-point"),
    path("<int:meeting>/rediger/", views_edit.put_in_writing, name="minutes-write"),
    path("<int:meeting>/annuler/", views_edit.undo, name="minutes-undo"),
    path("<int:meeting>/effacer/", views.erase, name="minutes-erase"),
    path("<int:meeting>/fichier/<slug:form>/", views_export.download, name="minutes-download"),
    path("regles/", views_export.rules_page, name="minutes-rules"),
    path("regles/modele/", views_export.starting_template, name="minutes-template"),
]
