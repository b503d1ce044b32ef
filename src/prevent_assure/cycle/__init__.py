"""The year of an authority: from a new workspace and an empty form, step by step, to a cleared letter."""
