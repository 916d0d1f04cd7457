"""Floor 5: home, the strategy on a page, the leaders' view; and the demo that fills them."""
