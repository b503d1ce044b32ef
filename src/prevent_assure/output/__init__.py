"""How findings and scores are printed: one file for each form, and none of them decides anything."""
