"""The disclosure rate: of those of a group who took part, how many said something to a question.

A figure like any other, made of the same protected counts: one minus the share of those who
preferred not to say or left the question out.
"""

from disclosure.control.plan import Key
from disclosure.control.safe_tables import SafeTable
from disclosure.figures import Figure, share_of
from disclosure.models import Publication


def disclosure(publication: Publication, table: SafeTable, key: Key, measure: str) -> Figure:
    """The rate of one group. Raises KeyError for a group the table does not have."""
    told = publication.words["measures"].get(measure)
    order = told["order"] if told else []
    said = [code for code in order if code != told["not_said"]]
    return share_of(publication, table, key, measure, part=said, whole=order)
