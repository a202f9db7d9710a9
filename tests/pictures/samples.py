"""The pictures' own story as plain data, and a second area of another shape."""

from threespires.pictures.process import Process, Step
from threespires.pictures.structure import Kind, Node, Structure, Words
from threespires.pictures.thread import Knot, State, Strand, Style, Thread

LONG = "Multi-agency Safeguarding Effectiveness, Improvement and Interdisciplinary Transformation Collaborative"


def sub_group(key, name, second, parent="implementation", **more):
    return Node(key, name, Kind.SUB_GROUP, second, f"/groups/{key}", parent, **more)


COVENTRY = Structure(
    area="Coventry",
    note="* Covers an area larger than Coventry; these arrangements are for the citizens of Coventry alone.",
    nodes=(
        Node("council", "Coventry City Council", Kind.PARTNER, "Chief Executive"),
        Node(
            "icb",
            "NHS Coventry and Warwickshire ICB",
            Kind.PARTNER,
            "Chief Executive · CCG until 30 June 2022",
            wider=True,
        ),
        Node("police", "West Midlands Police", Kind.PARTNER, "Chief Superintendent, Coventry", wider=True),
        Node(
            "executive",
            "Executive Board",
            Kind.EXECUTIVE,
            "Chair: independent scrutineer · quarterly",
            "/groups/executive",
        ),
        Node(
            "implementation",
            "Implementation Group",
            Kind.IMPLEMENTATION,
            "Chair: independent scrutineer · owns the action plan",
            "/groups/implementation",
            "executive",
        ),
        sub_group("reviews", "Safeguarding Practice Review Group", "every month"),
        sub_group("cdop", "Child Death Overview Panel", "every 2 months"),
        sub_group("workforce", "Workforce Development", "quarterly"),
        sub_group("contextual", "Contextual Safeguarding", "its own partners"),
        sub_group("mash", "MASH", "every 2 months"),
        sub_group("early-help", "Multi-agency Early Help", "every 2 months"),
        sub_group(
            "procedures",
            "Policies and Procedures",
            "Joint with Warwickshire; both boards approve",
            joint_with=("Warwickshire",),
        ),
        Node(
            "forum",
            "Relevant agency forum",
            Kind.FORUM,
            "Supervisors · twice a year",
            "/groups/forum",
            "implementation",
        ),
        Node(
            "team",
            "Board team",
            Kind.TEAM,
            "Six posts, shared; supports every group",
            "/groups/team",
            "implementation",
            ("Safeguarding Adults Board",),
        ),
    ),
)

SALTMERE = Structure(
    area="Saltmere and the Isles",
    nodes=(
        Node("county", "Saltmere County Council", Kind.PARTNER, "Chief Executive"),
        Node("health", "Saltmere Integrated Care Board", Kind.PARTNER, "Chief Nurse"),
        Node("constabulary", "Saltmere Constabulary", Kind.PARTNER, "Chief Constable"),
        Node("leaders", "Lead Partners", Kind.EXECUTIVE, "twice a year", "/groups/leaders"),
        sub_group("practice", "Practice and Learning", "every 6 weeks", "leaders"),
        sub_group("isles", "Isles Network", "monthly", "leaders"),
        sub_group("schools", "Schools", "each term", "practice"),
        sub_group("voices", "Voices of Children and Young People", "each term", "practice"),
    ),
    words=Words(delivers="works through", learning="reports"),
)


def chart_with(groups, joint=0, name="Workforce Development", boards=("Warwickshire",)):
    """Coventry's chart with another number of sub groups, the last `joint` of them joint with others."""
    kept = tuple(node for node in COVENTRY.nodes if node.kind != Kind.SUB_GROUP)
    made = tuple(
        sub_group(f"g{i}", name, "every 2 months", joint_with=boards if i >= groups - joint else ())
        for i in range(groups)
    )
    return Structure("Coventry", kept + made)


def knot(key, column, title, *lines, state=State.DONE):
    return Knot(key, column, title, lines, state, f"/thread/{key}")


NOT_BROUGHT = Thread(
    title="Children not brought to health appointments",
    knots=(
        knot("audit", 0, "Audit of 24 neglect cases", "11 September 2025"),
        knot("words", 0, "“Nobody asked me why I kept missing”", "a young person · 9 October"),
        knot("panel", 0, "National Panel’s yearly report", "4 December 2025"),
        knot("enquiry", 1, "Do we act together when a child is not brought?", "Six agencies, scale 3 to 6"),
        knot("priority", 2, "Every child not brought is followed up the same week", "Executive · 11 December"),
        knot("route", 3, "One follow-up route", "Multi-agency early help · Early Help group"),
        knot("missed", 3, "Missed health in every strategy discussion", "Statutory · MASH sub group"),
        knot("flag", 4, "Flag to school in 2 days", "Accepted 22 January"),
        knot("script", 4, "Script: ask the child why", "Accepted 22 January"),
        knot("prompt", 4, "Prompt on MASH form", "Proposed complete", state=State.OPEN),
        knot(
            "moves",
            4,
            "Share tenancy moves",
            "Blocked since 12 February · no evidence",
            state=State.STOPPED,
        ),
        knot("again", 5, "Re-audit of 20 cases: partly changed", "24 February 2026"),
        knot("forum", 5, "Forum question", "Planned 15 April 2026", state=State.OPEN),
        knot("untested", 5, "Nothing tested", "Housing and MASH can mend this", state=State.STOPPED),
        knot(
            "dentist",
            0,
            "Not brought to the dentist: nobody’s to follow up",
            "New · not yet taken up",
            state=State.OPEN,
        ),
    ),
    strands=(
        Strand("audit", "enquiry"),
        Strand("words", "enquiry"),
        Strand("panel", "enquiry"),
        Strand("enquiry", "priority"),
        Strand("priority", "route"),
        Strand("priority", "missed"),
        Strand("route", "flag"),
        Strand("route", "script"),
        Strand("missed", "prompt"),
        Strand("missed", "moves"),
        Strand("flag", "again"),
        Strand("script", "again"),
        Strand("prompt", "forum", Style.DOTTED),
        Strand("moves", "untested", Style.BROKEN),
        Strand("again", "dentist"),
    ),
)


CONCERN_TO_CHANGE = Process(
    "How a concern becomes a change",
    (
        Step(
            "Learning",
            "We learned",
            "Anyone: audits, data, reviews, national learning and what children say",
            "14 pieces this quarter; 3 not taken up",
            "/learning",
        ),
        Step(
            "Line of enquiry",
            "We asked",
            "The Executive Board, with every agency scaling from 0 to 10",
            "4 lines of enquiry are open",
            "/enquiries",
        ),
        Step("Priority", "We chose", "The Executive Board", "3 priorities this quarter", "/priorities"),
        Step("Tasked work", "We tasked", "The Executive Board, at a level of need", "", "/tasked"),
        Step(
            "Actions",
            "We did",
            "Sub groups and every agency; the Implementation Group owns the plan",
            "61 actions: 4 late, 1 blocked",
            "/actions",
        ),
        Step(
            "Test of effect",
            "Did it change?",
            "Audit, data, the forum, children and families",
            "5 tests: 2 changed, 1 partly, 2 too early",
            "/tests",
        ),
    ),
)
