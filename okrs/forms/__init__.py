"""Forms: plain questions with sentences for answers that will not do. None of them saves."""
