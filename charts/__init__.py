"""Floor 1: figures in, pictures out; the only room that knows plotly."""
