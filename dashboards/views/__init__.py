"""The pages that read everything: home, the strategy on a page, the leaders' view."""
