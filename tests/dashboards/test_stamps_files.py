"""No file writes what leaders are shown behind the record's back: their pages go by the record."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ["accounts", "disclosure", "strategy", "surveys", "okrs", "dashboards", "packs", "mobility"]
WRITES = [
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
]
MANY = {"many_rows.insert", "many_rows.update"}
RECORDS = {"audit", "become", "record_checkin"}
ELSEWHERE = {
    "accounts/audit.py": "is the record",
    "accounts/mail.py": "mail that the demo keeps: on a page of its own",
    "accounts/post.py": "the queue of tasks",
    "accounts/read_links/opening.py": "the day a link was opened last: on the lead's page of links",
    "accounts/models.py": "a person, of whom accounts.people records; the record itself",
    "disclosure/models.py": "how tables are kept: the verbs that store them stand in storing.py",
    "disclosure/storing.py": "tables: the stamp counts them; taking back is recorded by surveys",
    "mobility/management/commands/worker.py": "the queue of tasks",
    "okrs/latest.py": "the pointer, within the verb of a reading",
    "okrs/owner_links/codes.py": "codes that were mailed: on the lead's page of owner links",
    "okrs/playbook/becoming.py": "parts of a key result, within planning.add_key_result's caller",
    "okrs/offline/deciding.py": "what somebody ticked of a sheet that waits: on its own page",
    "okrs/periods/carrying.py": "what goes along, within planning.add_key_result's caller",
    "okrs/periods/closing.py": "what a close keeps: naming.write records the close itself",
    "okrs/playbook/taking_up.py": "what it replaces, within planning.add_key_result's caller",
    "okrs/reminded.py": "what mail has said: on no page",
    "okrs/reminders.py": "mail that was sent: on no page",
    "okrs/survey_offers.py": "the label of From, within baselines.set_baseline's caller",
    "packs/slides/deck.py": "a file that is taken away",
    "strategy/models.py": "the organisation, of whom strategy.organising records",
    "surveys/ballot/boxes.py": "ballots, which no page reads",
    "surveys/ballot/counting.py": "ballots, which no page reads",
    "surveys/ballot/destroying.py": "ballots, which no page reads",
    "surveys/ballot/papers.py": "ballots, which no page reads",
    "surveys/inviting/posting.py": "mail on its way: on the lead's page of the wave",
    "surveys/participation.py": "a day's figure of taking part: the stamp counts them",
    "surveys/rounds.py": "when the worker last looked",
}
"""Files that write and do not record, and why the stamp is right all the same."""


def writes_without_the_record(path: Path) -> bool:
    tree = ast.parse(path.read_text())
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return not names & RECORDS and any(map(is_a_write, ast.walk(tree)))


def is_a_write(node: ast.AST) -> bool:
    """`rows.update(name=value)` is one; `seen.update(others)`, of a set, is not."""
    return (isinstance(node, ast.Call) and ast.unparse(node.func) in MANY) or (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not (node.func.attr == "update" and (node.args or "initial" in ast.unparse(node.func)))
    )


def test_every_file_that_writes_records_it_or_says_here_why_not():
    files = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
    found = {
        str(path.relative_to(ROOT))
        for path in files
        if not {"migrations", "demo"} & set(path.parts) and writes_without_the_record(path)
    }
    assert found == set(ELSEWHERE)
