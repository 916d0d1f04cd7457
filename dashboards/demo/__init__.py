"""The demo: an invented employer with two years of history, written through the product's own verbs."""
