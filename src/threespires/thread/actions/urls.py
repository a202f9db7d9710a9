"""Addresses of the action plan, tasked work, rounds of updates, escalations and tests of effect."""

from django.urls import path

from threespires.thread.actions.views import (
    actions,
    completion,
    escalations,
    excel,
    in_group,
    many,
    parts,
    plan,
    rounds,
    tests_of_effect,
    work,
)

app_name = "actions"

urlpatterns = [
    path("", plan.plan, name="plan"),
    path("print/", plan.plan_print, name="plan_print"),
    path("group/<slug:key>/", in_group.of_group, name="of_group"),
    path("export.xlsx", excel.export, name="export"),
    path("many/", many.many, name="many"),
    path("new/", actions.new_action, name="new_action"),
    path("work/", work.work_list, name="work_list"),
    path("work/new/", work.new_work, name="new_work"),
    path("work/<str:ref>/", work.work, name="work"),
    path("work/<str:ref>/take-up/", work.take_up, name="take_up"),
    path("work/<str:ref>/finish/", work.finish, name="finish_work"),
    path("work/<str:ref>/withdraw/", work.withdraw, name="withdraw_work"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new_round, name="new_round"),
    path("rounds/<str:ref>/", rounds.one_round, name="round"),
    path("rounds/<str:ref>/chase/", rounds.chase, name="chase"),
    path("escalations/", escalations.escalations, name="escalations"),
    path("escalations/<str:ref>/", escalations.escalation, name="escalation"),
    path("tests/", tests_of_effect.tests, name="tests"),
    path("tests/new/", tests_of_effect.new_test, name="new_test"),
    path("tests/<str:ref>/", tests_of_effect.test, name="test"),
    path("tests/<str:ref>/report/", tests_of_effect.report, name="report_test"),
    path("tests/<str:ref>/withdraw/", tests_of_effect.withdraw, name="withdraw_test"),
    path("<str:ref>/", actions.action, name="action"),
    path("<str:ref>/change/", actions.change, name="change"),
    path("<str:ref>/withdraw/", actions.withdraw, name="withdraw"),
    path("<str:ref>/history/", actions.history, name="history"),
    path("<str:ref>/evidence/", completion.evidence, name="evidence"),
    path("<str:ref>/propose/", completion.propose, name="propose"),
    path("<str:ref>/accept/", completion.accept, name="accept"),
    path("<str:ref>/return/", completion.send_back, name="send_back"),
    path("<str:ref>/escalate/", escalations.escalate, name="escalate"),
    path("<str:ref>/parts/<int:pk>/", parts.part, name="part"),
    path("<str:ref>/parts/<int:pk>/change/", actions.change_part, name="change_part"),
    path("<str:ref>/parts/<int:pk>/evidence/", completion.evidence, name="part_evidence"),
]
