"""The words that an arrangement file may choose from."""

PARTNER_KINDS = ("local_authority", "health", "police")
SECTORS = ("council", "health", "police", "education", "justice", "housing", "voluntary", "other")
POST_FUNCTIONS = (
    "lead_representative",
    "chief_officer",
    "delegated_lead",
    "director_of_childrens_services",
    "independent_scrutineer",
    "board_manager",
    "quality_assurance",
    "training",
    "business_development",
    "administrator",
    "safeguarding_duty",
    "agency_lead",
    "other",
)
GROUP_KINDS = ("executive", "implementation", "forum", "sub_group", "team")
PLACE_ROLES = ("chair", "vice_chair", "member", "delegate", "adviser", "administrator")
ASKED = ("decide", "assure", "shape", "note")
LEARNING_KINDS = ("audit", "data", "national_learning", "local_learning", "childs_voice")
MARKS = ("checked", "memory", "unsure")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
