from datetime import date

import pytest
from django import forms as django_forms

from threespires.design import forms

FOUND = [("changed", "Changed"), ("early", "Too early")]


class Action(forms.Form):
    names = {"due": "the due date"}
    widths = {"owner": 20}

    what = django_forms.CharField(label="What will be done", max_length=10, widget=django_forms.Textarea)
    owner = django_forms.CharField(label="Who will do it?", help_text="By post", required=False)
    due = forms.DateField(label="By when?", earliest=date(2026, 3, 1), latest=lambda: date(2027, 3, 1))
    found = django_forms.ChoiceField(
        label="What was found?", choices=FOUND, widget=forms.Radios(hints={"early": "Say"})
    )
    agencies = django_forms.MultipleChoiceField(label="Agencies", choices=FOUND, required=False)
    level = django_forms.ChoiceField(label="MASH level", choices=[("Few", FOUND)], required=False)
    paper = django_forms.FileField(label="Paper", required=False)
    agreed = django_forms.BooleanField(label="I have agreed this")
    count = django_forms.IntegerField(label="How many?", required=False, min_value=1)
    secret = django_forms.CharField(widget=django_forms.HiddenInput, required=False)


WHOLE = {"what": "Agree it", "due_day": "6", "due_month": "3", "due_year": "2026", "found": "early", "agreed": "on"}


def sent(**changes):
    return Action({name: value for name, value in (WHOLE | changes).items() if value is not None})


def errors(form):
    return {name: list(said) for name, said in form.errors.items()}


def test_takes_what_is_whole():
    form = sent()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"] == date(2026, 3, 6)
    assert set(form.cleaned_data) == set(Action.base_fields)


def test_names_the_field_in_every_message():
    form = sent(what="", due_day="", due_month="", due_year="", found="", agreed=None, count="0", level="x")
    assert errors(form) == {
        "what": ["Enter what will be done"],
        "due": ["Enter the due date"],
        "found": ["Choose what was found"],
        "agreed": ["Confirm that I have agreed this"],
        "count": ["How many must be 1 or more"],
        "level": ["Choose the MASH level from the list"],
    }


def test_keeps_a_message_that_its_author_wrote():
    class Asked(forms.Form):
        who = django_forms.CharField(label="Who?", error_messages={"required": "Say who it was"})

    assert errors(Asked({})) == {"who": ["Say who it was"]}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due_year": ""}, "The due date must include a year"),
        ({"due_day": "31", "due_month": "2"}, "The due date must be a real date"),
        ({"due_year": "2025"}, "The due date must be on or after 1 March 2026"),
        ({"due_year": "2028"}, "The due date must be on or before 1 March 2027"),
    ],
)
def test_says_what_is_wrong_with_a_date(changes, said):
    assert errors(sent(**changes)) == {"due": [said]}


def test_says_how_a_date_is_written_where_words_are_none():
    form = sent(due_day=None, due_month=None, due_year=None, due="soon")
    assert errors(form) == {"due": ["The due date must be a real date, like 27 March 2026"]}


def test_names_fields_that_a_form_adds_and_says_numbers_as_people_read_them():
    class Grows(forms.Form):
        def __init__(self, *given):
            super().__init__(*given)
            self.names = {"why": "why Ruth stays"}
            self.fields["title"] = django_forms.CharField(label="Title", max_length=4000)
            self.fields["why"] = django_forms.CharField(label="Why, for Ruth?")

    assert errors(Grows({"title": "x" * 4001})) == {
        "title": ["The title must be 4,000 characters or fewer"],
        "why": ["Enter why Ruth stays"],
    }


@pytest.mark.parametrize(
    ("called", "within"),
    [
        ("Title", "the title"),
        ("Day of the review", "the day of the review"),
        ("Who will do it?", "who will do it"),
        ("MASH level", "the MASH level"),
        ("the Excel file", "the Excel file"),
        ("Your email address", "your email address"),
    ],
)
def test_a_label_becomes_a_name_within_a_sentence(called, within):
    assert forms.name_within(called) == within


def test_takes_a_date_in_one_text():
    form = sent(due_day=None, due_month=None, due_year=None, due="6 March 2026")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"] == date(2026, 3, 6)


def test_counts_the_end_of_a_line_as_one_character():
    assert sent(what="four\r\nfive").is_valid()
    assert errors(sent(what="four\r\nfive67")) == {"what": ["What will be done must be 10 characters or fewer"]}


def test_keeps_everything_that_was_typed():
    html = str(sent(what="<b>\r\nmore than ten", due_month="Smarch", owner='"Ruth"', count="x"))
    assert "&lt;b&gt;\nmore than ten</textarea>" in html
    assert 'value="Smarch"' in html
    assert 'value="&#34;Ruth&#34;"' in html
    assert 'value="x"' in html
    assert 'value="early" checked' in html


def test_names_hint_and_error_to_the_control_as_django_does():
    html = str(sent(what="", owner="Ruth"))
    assert 'id="id_what_error"' in html
    assert 'aria-describedby="id_what-info id_what_error"' in html
    assert '<div id="id_owner_helptext" class="govuk-hint">By post</div>' in html
    assert 'aria-describedby="id_owner_helptext"' in html


def test_marks_only_the_part_of_a_date_that_is_wrong():
    html = str(sent(due_year="")["due"])
    assert html.count("govuk-input--error") == 1
    assert 'govuk-input--error govuk-input--width-4" id="id_due_year"' in html


def test_leads_from_the_summary_to_the_part_that_is_wrong():
    form = sent(due_year="", found="")
    assert form.first_control("due") == "id_due_year"
    assert form.first_control("found") == "id_found"
    assert 'id="id_found"' in str(form)


def test_says_which_fields_may_be_left_empty():
    html = str(Action())
    assert "Who will do it? (optional)" in html
    assert "What will be done (optional)" not in html


def test_shows_a_day_in_its_boxes():
    html = str(Action(initial={"due": date(2026, 3, 6)})["due"])
    assert [f'value="{part}"' in html for part in ("6", "3", "2026")] == [True, True, True]


def test_shows_a_day_in_one_box_where_asked():
    class Short(forms.Form):
        due = forms.DateField(label="By", one_box=True)

    assert 'name="due" type="text" value="6 3 2026"' in str(Short(initial={"due": date(2026, 3, 6)}))


def test_carries_a_token_that_stays_when_the_form_comes_back():
    first = Action()
    assert first.once != Action().once
    assert sent(once="abc").once == "abc"
    assert '<input type="hidden" name="once" value="abc">' in str(sent(once="abc"))


def test_carries_the_version_that_was_open():
    assert 'name="version" value="3"' in str(Action(version=3))
    assert Action({"version": "3"}, version=4).version_seen == 3
    assert Action({"version": "three"}).version_seen is None
    assert 'name="version"' not in str(Action())


def test_makes_the_question_the_heading_where_a_page_asks_one_thing():
    class One(forms.Form):
        heading = "what"
        what = django_forms.CharField(label="What happened?")

    assert '<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l"' in str(One())


def test_groups_choices_as_they_are_given():
    html = str(Action()["level"])
    assert html.count("<optgroup") == html.count("</optgroup>") == 1
    assert html.count("<option ") == 2


def test_refuses_a_control_that_nobody_designed():
    class Odd(forms.Form):
        when = django_forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="when: no control is designed for SplitDateTimeWidget"):
        str(Odd())


def test_dresses_a_form_that_is_not_ours():
    class Theirs(django_forms.Form):
        password = django_forms.CharField(widget=django_forms.PasswordInput)

    html = str(Theirs({}))
    assert 'class="govuk-input govuk-input--error" id="id_password" name="password" type="password"' in html
    assert 'name="once"' not in html


def test_never_sends_a_password_back():
    class Theirs(django_forms.Form):
        password = django_forms.CharField(widget=django_forms.PasswordInput)

    assert "hunter" not in str(Theirs({"password": "hunter"}))
