"""Addresses of lines of enquiry and priorities."""

from django.urls import path

from threespires.thread.priorities.views import deciding, enquiries, priorities, scales, statements, visions

app_name = "priorities"
urlpatterns = [
    path("enquiries/", enquiries.enquiries, name="enquiries"),
    path("enquiries/new/", enquiries.new, name="new_enquiry"),
    path("enquiries/<str:ref>/", enquiries.enquiry, name="enquiry"),
    path("enquiries/<str:ref>/close/", enquiries.close, name="close_enquiry"),
    path("enquiries/<str:ref>/scale/", scales.scale, name="scale"),
    path("enquiries/<str:ref>/scales/", scales.scales, name="scales"),
    path("enquiries/<str:ref>/statements/", statements.statements, name="statements"),
    path("enquiries/<str:ref>/statements/new/", statements.new, name="new_statement"),
    path("enquiries/<str:ref>/statements/earlier/", statements.earlier, name="earlier"),
    path("enquiries/<str:ref>/statements/<int:pk>/", statements.reword, name="reword"),
    path("enquiries/<str:ref>/statements/<int:pk>/withdraw/", statements.withdraw, name="withdraw"),
    path("priorities/", priorities.priorities, name="priorities"),
    path("priorities/new/", priorities.new, name="new_priority"),
    path("priorities/<str:ref>/", priorities.priority, name="priority"),
    path("priorities/<str:ref>/history/", priorities.history, name="history"),
    path("priorities/<str:ref>/carry/", deciding.carry, name="carry"),
    path("priorities/<str:ref>/change/", deciding.change, name="change"),
    path("priorities/<str:ref>/close/", deciding.close, name="close"),
    path("priorities/<str:ref>/vision/", visions.write, name="vision"),
    path("priorities/<str:ref>/vision/agree/", visions.agree, name="agree_vision"),
]
