from django.urls import path

from notices import views

app_name = "notices"

urlpatterns = [
    path("answer/<str:ref>/", views.answer, name="answer"),
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<str:slip>/done/", views.done, name="done"),
    path("tasks/<str:slip>/not-done/", views.not_done, name="not_done"),
    path("test-the-alarm/", views.test_alarm, name="test_alarm"),
    path("test-the-alarm/<str:ref>/", views.practised, name="practice"),
]
