"""Editions for the public: who and what is withheld, redaction, and the search of finished files."""
