"""Floor 4: objectives, key results, check-ins, the playbook and the import of sheets."""
