"""What search may find of lines of enquiry and priorities."""

from threespires.thread.priorities.models import LineOfEnquiry, Priority


def enquiry_entry(enquiry: LineOfEnquiry) -> tuple[str, str, str]:
    stated = enquiry.statements.standing().values_list("text", flat=True)
    return enquiry.question, "\n".join(stated), enquiry.get_absolute_url()


def priority_entry(priority: Priority) -> tuple[str, str, str]:
    words = "\n".join(filter(None, [priority.outcome, priority.how_known, priority.vision]))
    return priority.title, words, priority.get_absolute_url()
