"""What a board pack holds, as plain values: all that its page, PDF, slides and sheet lay out.

It is made once, when the pack is issued, and kept as JSON. Every outlet reads it and nothing else,
so the same pack opened a year later says the same, whatever became of the plan, and no outlet can
say another number than the next.
"""

from dataclasses import dataclass
from datetime import date

from charts.map import StrategyMap
from dashboards.finding import Finding

FORMAT = "mobility-pack-1"
LEADERS, OPEN = "leaders", "open"


@dataclass(frozen=True, kw_only=True)
class StrategyLine:
    """One key result of the strategy on a page: from, now, to, and how it stands, in words.

    `key` is the same key result in every pack, whatever it is called then. `colour` names the
    pillar and `status` the status, as the style sheets do; `judged` is False where it could not be
    said yet how it stands. `owner` is "" in a pack for people at large.
    """

    key: str
    pillar: str
    colour: str
    objective: str
    key_result: str
    start: str
    now: str
    end: str
    status: str
    said: str
    judged: bool
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """- `number`, `issued_on`, `issued_by`: as it was issued; 0, None and "" while it is looked at
      before that. `kind`: for leaders, or open to people at large, without owners' names.
    - `said`: the three sentences that a reader should leave with.
    - `findings`: one a page, in order; each carries its source, its day and its people.
    - `changes`: what is another than in the pack before (`since`: its day); None in the first.
    - `commitments`: commitments and challenges, when there are any.
    - `unsaid`: what cannot be said yet: the last page.
    - `language`: in which it was made: a frozen text has one.
    """

    format: str = FORMAT
    number: int = 0
    kind: str = LEADERS
    issued_on: date | None = None
    issued_by: str = ""
    title: str
    organisation: str
    vision: str
    audience: str
    as_of: date
    language: str
    is_demo: bool
    said: tuple[str, ...]
    strategy: tuple[StrategyLine, ...]
    map: StrategyMap
    findings: tuple[Finding, ...]
    unsaid: Finding
    since: date | None = None
    changes: Finding | None = None
    commitments: tuple[Finding, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()  # words that the pack uses, and what they mean
