"""Public editions: what is withheld, how it is taken out of the texts, and the search that nothing of it is left."""
