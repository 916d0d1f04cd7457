"""A finding as a pack keeps it: it leads nowhere, for what it would lead to goes on changing."""

from dataclasses import replace

from dashboards.finding import Finding, Table


def frozen(finding: Finding) -> Finding:
    """Without addresses and files: a pack has files of its own, and room for all that is said."""
    return replace(
        finding,
        table=_frozen(finding.table) if finding.table else None,
        more=tuple(_frozen(table) for table in finding.more),
        asides=(),
        address="",
        files=(),
    )


def _frozen(table: Table) -> Table:
    return replace(table, rows=tuple(replace(row, address="") for row in table.rows))
