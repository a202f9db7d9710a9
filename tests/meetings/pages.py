"""What a browser would send from a page: the fields of its forms with the values they show."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = self._textarea = ""
        self._posted = False

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        name = facts.get("name") or ""
        if tag == "form":
            self._posted = facts.get("method") == "post"
        elif not self._posted:
            return
        elif tag == "input" and name:
            if facts.get("type") not in ("radio", "checkbox") or "checked" in facts:
                self.values[name] = facts.get("value") or ""
        elif tag == "select":
            self._select = name
            self.values[name] = ""
        elif tag == "option" and "selected" in facts:
            self.values[self._select] = facts.get("value") or ""
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            # A browser drops the line's end that follows the opening tag.
            self.values[self._textarea] = self.values[self._textarea].removeprefix("\n")
            self._textarea = ""
        elif tag == "form":
            self._posted = False

    def handle_data(self, data):
        if self._textarea:
            self.values[self._textarea] += data


def fields_of(answer) -> dict[str, str]:
    """Name and value of every field in the page's posted forms; buttons left out."""
    parser = _Fields()
    parser.feed(answer.content.decode())
    return {name: value for name, value in parser.values.items() if name != "csrfmiddlewaretoken"}


def said(answer) -> str:
    """The page's words and marks."""
    return answer.content.decode()


def item_page(meeting, item) -> str:
    return f"/meetings/{meeting.ref}/run/{item.pk}/"


def sent(client, meeting, item, do, **typed):
    """Sends the one form of an item's page with a button pressed, as a browser would."""
    shown = fields_of(client.get(item_page(meeting, item)))
    return client.post(item_page(meeting, item), {**shown, "do": do, **typed})
