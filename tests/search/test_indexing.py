import pytest
from django.core.management import call_command

from threespires.partnership.models import Agency, Group, Post
from threespires.search.finding import find
from threespires.search.indexing import forget, index, rebuild, together
from threespires.search.models import SearchEntry, SearchWord

pytestmark = pytest.mark.django_db


def test_index_writes_one_entry_a_record_and_rewrites_it(p, write):
    [group] = write(("Dental health", "Children not brought"))
    group.background = "Reworded"
    index(group)
    entry = SearchEntry.objects.get(kind="group", thing=group.pk)
    assert (entry.title, entry.text, entry.address) == ("Dental health", "Reworded", f"/groups/{group.key}/")
    assert find(p.manager, "reworded").everything == 1
    assert find(p.manager, "brought").everything == 0


def test_index_takes_one_statement_however_many_things(p, django_assert_num_queries):
    groups = list(Group.objects.all())
    with django_assert_num_queries(1):
        index(groups[0])
    with django_assert_num_queries(1):
        index(*groups)


def test_index_passes_over_kinds_that_search_does_not_find(p, django_assert_num_queries):
    with django_assert_num_queries(0):
        index(Agency(key="x", name="X"))


def test_index_drops_a_record_that_is_not_to_be_found_any_more(p, write):
    [group] = write(("Dental health", ""))
    group.background = "hidden"
    index(group)
    assert not SearchEntry.objects.exists()


def test_index_keeps_the_references_a_record_names(p, write):
    [group] = write(("Dental health", "After A-45"))
    assert SearchEntry.objects.get(thing=group.pk).refs == "a45"


def test_index_learns_words_after_the_change(p, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        index(p.early_help)
    assert set(SearchWord.objects.values_list("word", flat=True)) == {"multi", "agency", "early", "help"}


def test_what_changes_often_within_one_change_is_indexed_once_at_its_end(p, write, django_assert_num_queries):
    one, other = write(("One", ""), ("Other", ""))
    with django_assert_num_queries(1), together():
        for words in ("first", "second"):
            one.background = other.background = words
            index(one)
            index(one, other)
    assert list(SearchEntry.objects.values_list("text", flat=True)) == ["second", "second"]


def test_what_is_taken_back_together_is_not_indexed(p, write):
    [one] = write(("One", ""))
    one.background = "never"

    def fail():
        with together():
            index(one)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    index(p.early_help)
    assert not SearchEntry.objects.filter(text="never").exists()


def test_forget_removes_the_entry(p, write):
    one, other = write(("One", ""), ("Other", ""))
    forget(one)
    assert [entry.thing for entry in SearchEntry.objects.all()] == [other.pk]


def test_rebuild_makes_everything_anew(p, write):
    [group] = write(("Dental health", "Children not brought"))
    SearchEntry.objects.create(kind="group", thing=999_999, title="Gone", address="/")
    Group.objects.filter(pk=group.pk).update(background="Seen at school")
    count = rebuild()
    assert count == SearchEntry.objects.count() == Group.objects.count() + Post.objects.count()
    assert find(p.manager, "gone").everything == 0
    assert find(p.manager, "school").everything == 1
    assert find(p.manager, "schol").shown_for == "school"
    assert not SearchWord.objects.filter(word="brought").exists()


def test_search_rebuild_says_how_much_can_be_found(p, capsys):
    call_command("search_rebuild")
    assert capsys.readouterr().out.endswith("records can be found.\n")
