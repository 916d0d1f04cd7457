"""The demo: an invented employer with two years of history, told through the product's verbs."""
