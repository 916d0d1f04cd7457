"""The playbook: what two published documents propose, offered row by row to be taken up."""
