"""What a survey asks, as versioned data: pure, without tables, pages or a clock.

A question set is frozen when its wave opens; its digest then names every word of it. How to write
one: `docs/how-to/question-sets.md`. Import the modules: `from surveys.questions import sets`.
"""
