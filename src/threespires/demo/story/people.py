"""The cast. Every name is invented; nobody here is anybody."""

from threespires.accounts.models import Person

ADDRESS = "threespires.example"

CAST = {
    # Those who lead and hold to account.
    "marian": "Marian Aldersey",
    "gareth": "Gareth Lindley",
    "helen": "Helen Marchbank",
    "ashdown": "Tom Ashdown",
    "imogen": "Imogen Strand",
    "beatrice": "Beatrice Onslow",
    "rosalind": "Rosalind Peake",
    # The Board team.
    "ruth": "Ruth Pemberton",
    "nadia": "Nadia Farooq",
    "stella": "Stella Quaye",
    "ivo": "Ivo Petrescu",
    "joan": "Joan Whitlock",
    "colin": "Colin Abara",
    # The Implementation Group.
    "amara": "Amara Nwosu",
    "fiona": "Fiona Castell",
    "priya": "Priya Raman",
    "neil": "Neil Corrigan",
    "hale": "Tom Hale",
    "rhys": "Rhys Calloway",
    "anjali": "Anjali Menon",
    "olive": "Olive Marsden",
    "dev": "Dev Anand",
    "swann": "Peter Swann",
    "grace": "Grace Mbeki",
    "jo": "Jo Lister",
    "corinne": "Corinne Ashby",
    "owen": "Owen Mallory",
    "lucy": "Lucy Harrowgate",
    "yusuf": "Yusuf Adeyemi",
    # Chairs of sub groups, and those who sit there.
    "farah": "Farah Siddiqui",
    "leo": "Leo Brandt",
    "thorley": "Marcus Thorley",
    "hannah": "Hannah Okafor",
    "lionel": "Lionel Prewett",
    "denise": "Denise Faulkner",
    "wendy": "Wendy Achebe",
    "judith": "Judith Garland",
    "sunita": "Sunita Rao",
    "tessa": "Tessa Lund",
    "kamal": "Kamal Dhillon",
    "simone": "Simone Vickery",
    "ben": "Ben Arkwright",
    "alan": "Alan Threlkeld",
    "marguerite": "Marguerite Dunn",
    "verity": "Verity Clough",
    "miriam": "Miriam Tasker",
    "kay": "Kay Bellamy",
    "dominic": "Dominic Yarrow",
    # Runs the system, and sees no record.
    "sam": "Sam Okoro",
}

# Held seats and posts before. They can't sign in.
BEFORE = {
    "harold": "Harold Wexcombe",
    "elspeth": "Elspeth Varley",
    "margaret": "Margaret Dillard",
    "roderick": "Roderick Haine",
    "lesley": "Lesley Tranter",
    "keith": "Keith Sorrell",
    "noonan": "Patrick Noonan",
    "cyril": "Cyril Batt",
    "gwen": "Gwen Ormerod",
    "terence": "Terence Okeke",
    "ines": "Ines Falkirk",
    "desmond": "Desmond Pryce",
    "winifred": "Winifred Ansah",
}


def address_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{ADDRESS}"


def introduce() -> dict[str, Person]:
    """Makes everybody; gives them by key."""
    people = {key: _person(name) for key, name in CAST.items()}
    people |= {key: _person(name, is_active=False) for key, name in BEFORE.items()}
    people["sam"].runs_the_system = True
    people["sam"].save()
    return people


def _person(name: str, **facts: bool) -> Person:
    return Person.objects.create_person(email=address_of(name), name=name, **facts)
