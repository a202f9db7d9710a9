"""The one letter of the forum: that an issue was answered. It says neither the issue nor the answer."""

from django.conf import settings

from threespires.mail.operations import write_letter
from threespires.work.forum.models import Issue


def answered(issue: Issue) -> None:
    """To whoever raised it."""
    words = "The forum answered an issue you raised"
    body = f"Hello {issue.raised_by.name},\n\n{words}:\n\n{settings.ADDRESS}{issue.get_absolute_url()}\n"
    write_letter(issue.raised_by.email, words, body)
