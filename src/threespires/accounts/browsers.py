"""Which browser it is, in words, as it names itself: enough to know one's own again."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""Each says that it is those below it as well."""

_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)


def in_words(user_agent: str) -> str:
    """ "Edge on Windows"; where it says nothing that we know, that."""
    browser = next((words for sign, words in _BROWSERS if sign in user_agent), "")
    system = next((words for sign, words in _SYSTEMS if sign in user_agent), "")
    if not browser:
        return f"A browser on {system}" if system else "A browser that doesn’t say which it is"
    return f"{browser} on {system}" if system else browser
