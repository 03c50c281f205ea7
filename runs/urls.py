from django.urls import path

from runs import views

app_name = "runs"
urlpatterns = [
    path("<slug:code>/", views.detail, name="detail"),
    path("<slug:code>/now/", views.now, name="now"),
    path("<slug:code>/try-again/", views.try_again, name="try_again"),
    path("<slug:code>/file/", views.file, name="file"),
]
