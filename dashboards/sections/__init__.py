"""The sections of the headline page that are about the plan, or about plan and survey together."""
