"""Made-up text of a given length, the same at every run. The commonest word is likelier than the rarest, as in life."""

from itertools import accumulate
from random import Random

COMMON = "children"
"""The word that search is asked for: nearly every record holds it."""

_VOCABULARY = f"""{COMMON} agency family school health police plan visit worker practice support week home meeting
review parent young safe service team information record referral question answer change audit evidence risk group
partner together early help need local national learning voice listen share contact check follow update date owner
action result test effect priority enquiry level statutory shared council housing nurse doctor teacher officer lead
manager board forum member chair delegate report summary theme finding measure data quarter month year day time place
person people adult baby teenager sibling carer guardian neighbour friend community street park online phone message
letter email call number address name list table chart picture page note draft copy version policy procedure guidance
law rule duty right wish feeling concern worry strength hope trust respect culture language interpreter faith
belonging identity race disability pregnancy birth infant toddler nursery primary secondary college transition
leaving exclusion absence attendance appointment clinic ward hospital ambulance surgery pharmacy therapy counselling
assessment strategy conference core network chronology genogram threshold pathway route gateway front door duty desk
night weekend holiday summer winter autumn spring neglect harm injury bruise violence abuse exploitation missing
trafficking county lines knife gang grooming image consent disclosure secret silence fear anger shame grief loss
bereavement separation custody contact court order hearing judge solicitor advocate witness statement interview
custody arrest bail charge caution diversion prevention universal targeted specialist intensive temporary permanent
shelter tenancy eviction rent debt benefit income work shift transport bus travel distance rural urban garden kitchen
bedroom food meal breakfast milk clothing shoes heating damp mould pet dog smoke alcohol drugs medicine sleep bottle
growth weight teeth sight hearing speech play story book reading drawing singing sport club mentor volunteer charity
church mosque temple library museum theatre training course workshop briefing supervision reflection curiosity
challenge escalation resolution agreement decision reason dissent quorum minute agenda paper pack calendar reminder"""

_WORDS = list(dict.fromkeys(_VOCABULARY.split()))
_WEIGHTS = list(accumulate(1 / (place + 9) for place in range(len(_WORDS))))


class Words:
    """A source of words with its own fixed seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def some(self, count: int) -> str:
        """`count` words in a row, the first with a capital letter."""
        return " ".join(self._random.choices(_WORDS, cum_weights=_WEIGHTS, k=count)).capitalize()

    def text(self, count: int) -> str:
        """`count` words in sentences of twelve."""
        return " ".join(f"{self.some(min(12, count - done))}." for done in range(0, count, 12))
