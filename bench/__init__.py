"""How fast the product is, as ratios measured in one run: `python -m bench.key_result_list`."""
