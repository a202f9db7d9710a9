"""What was said at meetings, by line of the agenda; taken in turn from meeting to meeting."""

OUTCOMES = {
    "Welcome, apologies and interests": "Done",
    "Minutes of the last meeting": "Approved",
    "Statutory duties: have they been met": "Assured, but for those named",
    "Statutory duties": "Noted",
    "Reports due": "Noted",
    "Escalations to answer": "Answered",
    "Effect: what changed at the front line": "Discussed",
    "Learning to take up": "Shared out",
    "Lines of enquiry": "Discussed",
    "Priorities for the quarter, and the work they need": "Decided",
    "What each lead takes back, and the next meeting": "Done",
    "Completed work to accept": "Judged, one by one",
    "Blocked or late beyond the period": "Discussed",
    "Newly tasked work": "Taken up",
    "What needs to happen next": "Discussed",
}

NOTES = {
    "executive": {
        "Welcome, apologies and interests": [
            "The chair reminded leads that a delegate speaks for their agency with its full authority.",
            "No new interests. Leads were thanked for signing the assurance statement in time.",
        ],
        "Statutory duties: have they been met": [
            "The Board manager went through the duties that changed since the last meeting. Leads asked for the "
            "evidence beside each, not only its state.",
            "The scrutineer asked why section 11 returns come late from the same agencies each year. Each lead will "
            "speak to their own.",
        ],
        "Escalations to answer": [
            "Nothing had risen from the Implementation Group.",
            "The lead for health answered for the trusts and gave a date. It goes back to the action.",
        ],
        "Effect: what changed at the front line": [
            "Too early for most of the year’s work. Members asked that every test names what would count as no change.",
            "The scrutineer asked what families would say. Two of the tests now ask them.",
        ],
        "Lines of enquiry": [
            "Leads looked at where agencies scale themselves apart. The difference matters more than the number.",
            "Each lead said what they had heard from their own front line since the last meeting.",
        ],
        "Priorities for the quarter, and the work they need": [
            "Each priority was looked at by itself: carry forward, change or close. Decisions below.",
            "Members asked that no priority be carried forward a third time without a test of effect.",
        ],
    },
    "implementation": {
        "Welcome, apologies and interests": [
            "Apologies as noted. The hospital trust declared a seat on a housing association’s board.",
            "Apologies as noted. No interests declared.",
        ],
        "Completed work to accept": [
            "Members opened the evidence at the table. Where it showed a plan and not practice, the work went back.",
            "Each was accepted on its evidence by somebody other than its owner.",
        ],
        "Blocked or late beyond the period": [
            "Owners said what would unblock each. Two agencies offered to meet the same week.",
            "The chair asked owners to say early when a date will be missed, so that it can be changed openly.",
        ],
        "Newly tasked work": [
            "Members asked what “done” would look like to a child, and wrote it into the work.",
            "Leads for each piece of work were agreed at the table. Actions below.",
        ],
        "Lines of enquiry": [
            "Schools said more than any indicator could: they hear late, and then they can do little.",
            "Health visitors and housing found that they knock on the same doors in the same fortnight.",
        ],
        "What needs to happen next": [
            "In pairs across agencies. What came of it is written into the lines of enquiry.",
            "Members chose to look next at children who move home, because each agency loses them differently.",
        ],
    },
}

EARLY_HELP = {
    "Early Help Implementation Plan": ["Family Hubs reported on the plan. Two of its eleven lines are behind."],
}
