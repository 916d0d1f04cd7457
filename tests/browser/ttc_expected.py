"""What the dashboard must say on 5 July 2027 about the hackathon's table, worked out by hand.

Nothing here is computed: every figure was found with a pencil from docs/progress.md, and the way
to it is written beside it. Rows are numbered as in the sheet.

The calendar. Every key result runs from 1 January 2027 (the day of the import) to 31 December 2027,
364 days, read quarterly, so expected progress rises in steps on 1 April, 1 July and 1 October:
    on 5 July the last step was 1 July: 181 of 364 days, x = 0.497
    on 5 June, a month earlier, it was 1 April: 90 of 364 days, x = 0.247
Green from a gap of -0.10, amber from -0.25, red below (section 5).

The key results, p on 5 June and p on 5 July:
     5  status     in progress, completed             0.5    1      Achieved
     6  status     in progress, confirmed             0.5    0.5    gap +0.003, On track
     7  status     in progress, then blocked          0.5    0.5    Blocked: red, and p stays
     8  0 to 100%  4 of 20, then 7 of 20 leaders      0.20   0.35   gap -0.147, Behind
     9  0 to 66%   132 of 400, then 272 of 400        0.50   1.03   Exceeded
    10  status     nobody ever said                   none   none   due 1 April: Stale
    11  status     completed in April                 1      1      Achieved
    15  x to x     2, then 3 of 7 milestones done     0.286  0.429  gap -0.069, On track
    19  x to x     1 of 5 milestones done             0.20   0.20   gap -0.297, Off track
    20  x to x     no milestones, nothing set         none   none   Baseline to set, overdue
    24  19 to 25%  40 of 200, then 44 of 200          0.167  0.50   gap +0.003, On track
    25  2 to 10    3, then 5 cold spots               0.125  0.375  gap -0.122, Behind
    26  # to #     0 of 1 milestone, nobody said      0      0      due 1 April: Stale
    27  40 to 80   42, then 36 roles                  0.05   -0.10  Moved backwards: red
    28  status     in progress, confirmed             0.5    0.5    On track
    29  status     not started, said on 1 July        none   0      gap -0.497, Off track
    30  status     in progress on 20 January only     0.5    0.5    Stale since 15 April
    31  status     in progress, said on 1 July        none   0.5    On track (see below)
Row 31 is due on 30 November, 333 days, so its x is 181 of 333 = 0.544 and its gap -0.044.

Objectives: the mean of what is measurable, each p held between 0 and 1 (section 7).
    Data, "Know the baseline data" (5, 7, 8, 9, 10, 11):
        July (1 + 0.5 + 0.35 + 1 + 1) / 5 = 0.77; June (0.5 + 0.5 + 0.2 + 0.5 + 1) / 5 = 0.54
    Collaboration, the same title (6, placed there by hand): 0.5 and 0.5
    Hiring, outreach (15): July 3/7 = 0.4286; June 2/7 = 0.2857
    Hiring, hire more (24, 25, 26, 27, 30, 31):
        July (0.5 + 0.375 + 0 + 0 + 0.5 + 0.5) / 6 = 0.3125
        June (0.1667 + 0.125 + 0 + 0.05 + 0.5) / 5 = 0.1683
    Progression (28, 29): July (0.5 + 0) / 2 = 0.25; June 0.5, one of two measurable
    Culture & leadership (19, 20): 0.20 and 0.20, one of two measurable
Pillars: the mean of their objectives.
    Hiring: July (0.4286 + 0.3125) / 2 = 0.3705; June (0.2857 + 0.1683) / 2 = 0.2270
    So in whole points: Data 54 to 77, Progression 50 to 25, Hiring 23 to 37, the others still.
"""

# The sheet's rows by number, under the titles that the playbook has for them.
TITLES = {
    5: "Learn and share the Inclusive Boards statistics",
    6: "Benchmark on the Social Mobility Index and share the results",
    7: "Share social mobility stories from within the business",
    8: "Senior leaders carry a social mobility commitment",
    9: "Employee-wide socio-economic survey response rate",
    10: "Compare responses with Inclusive Boards’ tech industry statistics",
    11: "Assess data collection and profiling maturity",
    15: "Outreach programmes with schools, training providers and FE colleges",
    19: "Listen; provide action",
    20: "Value all input; form two-way communication between leaders and all employees",
    24: "Attract more candidates from lower socio-economic backgrounds",
    25: "Cold spots on the hiring list",
    26: "Actions taken to improve flexible working",
    27: "Roles with a non-graduate route",
    28: "Develop fair hiring, progression and reward evaluation processes",
    29: "Ensure opportunities are fairly allocated and visible to all",
    30: "Require recruitment agencies to deliver diverse shortlists",
    31: "Analyse lateral hires for their effect on diversity",
}

# Pillar: progress, measurable, counts, and what moved since 5 June.
PILLARS = [
    (
        "Data",
        "77%",
        "5 of 6 key results measurable",
        ["3 achieved", "1 behind", "1 off track", "1 stale"],
        "+23 points since 5 June",
    ),
    (
        "Progression",
        "25%",
        "2 of 2 key results measurable",
        ["1 on track", "1 off track"],
        "−25 points since 5 June",
    ),
    (
        "Hiring",
        "37%",
        "7 of 7 key results measurable",
        ["3 on track", "1 behind", "1 off track", "2 stale"],
        "+14 points since 5 June",
    ),
    (
        "Culture & leadership",
        "20%",
        "1 of 2 key results measurable",
        ["1 off track", "1 no baseline"],
        "no change since 5 June",
    ),
    (
        "Collaboration",
        "50%",
        "1 of 1 key result measurable",
        ["1 on track"],
        "no change since 5 June",
    ),
]
# The same as a file; a text that begins with "+" is marked, so that no spreadsheet runs it.
PILLARS_FILE = [
    ["Data", "77%", "5", "6", "3 achieved; 1 behind; 1 off track; 1 stale", "'+23 points"],
    ["Progression", "25%", "2", "2", "1 on track; 1 off track", "−25 points"],
    ["Hiring", "37%", "7", "7", "3 on track; 1 behind; 1 off track; 2 stale", "'+14 points"],
    ["Culture & leadership", "20%", "1", "2", "1 off track; 1 no baseline", "no change"],
    ["Collaboration", "50%", "1", "1", "1 on track", "no change"],
]
PILLARS_HEADLINE = "Data is furthest along; Culture & leadership has furthest to go"

# 3 + 0 + 0 + 0 + 0 achieved; 0 + 1 + 3 + 0 + 1 on track; 1 + 0 + 1 behind; 1 + 1 + 1 + 1 off track;
# one without a baseline; 1 + 2 stale: eighteen, as in the sheet.
# Net confidence: 8 of 18 well less 4 of 18 off track is 4/18, +22 percent.
# A figure for progress: 5 + 2 + 7 + 1 + 1 = 16 of 18; rows 10 and 20 have none.
SAYS = [
    "No survey has been published yet, so nothing can be said of who works here.",
    "8 of 18 key results are achieved or on track. 4 are off track.",
    "3 achieved, 5 on track, 2 behind, 4 off track, 1 no baseline, 3 stale",
]
PILLARS_MARGIN = ["16 of 18 key results measurable."]

STEP = "A count or a step: no test needed"
SAME = "The step is the same"  # only the status moved
# Row of the sheet: then, now, how far, status now, and whether it is more than chance. For a share,
# two waves must differ by 1.96 x sqrt(s (1 - s) (1/n + 1/m)), s being the share of both together:
#     8:  15 points, needs 1.96 x sqrt(0.275 x 0.725 x 2/20) = 27.7: No clear change
#     9:  35 points, needs 1.96 x sqrt(0.505 x 0.495 x 2/400) = 6.9: Clear change
#     24:  2 points, needs 1.96 x sqrt(0.21 x 0.79 x 2/200) = 8.0: No clear change
# What each was on 5 June, by its gap to 0.247: 8 at -0.047, 19 at -0.047 and 24 at -0.081 were On
# track, 25 at -0.122 and 27 at -0.197 Behind; of 29 and 31 nobody had spoken, so they were Stale.
# Not here, because nothing about them is different: 6, 10, 11, 20, 26, 28, 30.
SURE = "Clear change: 400 counted, then 400"
CHANGED = {
    5: ("In progress", "Completed", "", "Achieved was On track", STEP),
    7: ("In progress", "In progress", "", "Blocked was On track", SAME),
    8: ("20%", "35%", "+15 points", "Behind was On track", "No clear change"),
    9: ("33%", "68%", "+35 points", "Exceeded was On track", SURE),
    29: ("–", "Not started", "", "Off track was Stale", STEP),
    15: ("2 of 7 done", "3 of 7 done", "", "On track", STEP),
    24: ("20%", "22%", "+2 points", "On track", "No clear change"),
    25: ("3", "5", "+2", "Behind", STEP),
    27: ("42", "36", "−6", "Moved backwards was Behind", STEP),
    31: ("–", "In progress", "", "On track was Stale", STEP),
    19: ("1 of 5 done", "1 of 5 done", "", "Off track was On track", SAME),
}

CHANGED_HEADLINE = "11 key results are not as they were a month ago"

# Row: its word, and the sentence with the numbers used.
RED = {
    7: ("Blocked", "The last check-in says that it is blocked."),
    27: ("Moved backwards", "36 is further from the target of 80 than the baseline, 40."),
    29: (
        "Off track",
        "The status is “Not started”, and it was to start on 1 January 2027; 50% was expected by "
        "now: 50 points behind.",
    ),
    19: (
        "Off track",
        "20% of the milestones are done; 50% was expected by now: 30 points behind.",
    ),
}
RED_CARDS = 3  # blocked first, then moved backwards, then furthest behind
RED_SAID = {
    7: ["In the way: Nobody has time to be filmed.", "No owner yet, 1 July 2027"],
    27: ["“Six apprenticeships ended.”", "T. Mensah, 1 July 2027"],
}
RED_HEADLINE = "Four key results are off track; one of them has moved backwards"

# 1 January and ninety days is 1 April. From 1 April to 5 July is 29 + 31 + 30 + 5 = 95 days.
# Row 30 was last heard of on 20 January, before anything was due.
UNSAID_HEADLINE = "Three questions we cannot answer yet, and what it takes"
NO_SURVEY = "Who works here, and where do they come from?"
UNSAID = {
    "How is 1 key result doing?": (
        "Overdue since 1 April 2027.",
        {
            20: "Baseline (From) and target (To) are not set; "
            "the day to set them by is 1 April 2027.",
        },
    ),
    "How are 3 key results doing?": (
        "Overdue since 1 April 2027.",
        {
            10: "A check-in was due on 1 April 2027, 95 days ago, and there has been none.",
            26: "A check-in was due on 1 April 2027, 95 days ago, and there has been none.",
            30: "A check-in was due on 1 April 2027, 95 days ago. "
            "When last heard of, it was: Too early.",
        },
    ),
}
