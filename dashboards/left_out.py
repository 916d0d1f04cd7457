"""What a page leaves out because it does not compare with its question, each with a sentence."""

from dataclasses import replace

from dashboards import choosing_refused
from dashboards.choosing import BENCHMARK, Chosen


def alike(chosen: Chosen, measure: str) -> Chosen:
    """Beside those waves alone that asked this question as this wave did. Says which were left
    out, and why."""
    evidence, wave, earlier = chosen.evidence, chosen.wave, chosen.earlier
    why = {one.label: choosing_refused.unlike(evidence, wave, one, measure) for one in earlier}
    return replace(
        chosen,
        earlier=tuple(one for one in earlier if not why[one.label]),
        refusals=(*chosen.refusals, *filter(None, why.values())),
    )


def fitting(chosen: Chosen, measure: str) -> Chosen:
    """Without the benchmark that was chosen, where it counts otherwise than this question; and
    why. What stands there where nobody chose then stands there again."""
    if chosen.benchmark is None:
        return chosen
    why = choosing_refused.benchmark(chosen.wave, chosen.benchmark, measure)
    if not why:
        return chosen
    return replace(chosen.refusing(BENCHMARK, why), benchmark=None)
