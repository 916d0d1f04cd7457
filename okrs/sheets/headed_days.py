"""Headers that name a day: "Q1 2027", "Actual March 2027", "31/03/2027". Figures below are its."""

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
HEADED = re.compile(
    r"^(?:(?:actuals?|readings?|results?|values?|figures?|as (?:of|at)|end(?: of)?)\s+)*"
    rf"(?P<day>q[1-4][ /\-]?20\d\d|20\d\d[ /\-]?q[1-4]|(?:\d{{1,2}} )?{MONTH}\.?[ \-]20\d\d|"
    r"\d{1,2}/\d{1,2}/20\d\d|20\d\d-\d{1,2}-\d{1,2})"
    r"(?:\s+(?:actuals?|readings?|results?|values?|figures?))?$"
)


def day_headed(text: str) -> str:
    """The day that a header names, in a way `days.day` reads; nothing for any other header."""
    found = HEADED.match(" ".join(text.casefold().split()))
    if not found:
        return ""
    day = found["day"]
    return day.replace("-", " ") if re.search(MONTH, day) else day
