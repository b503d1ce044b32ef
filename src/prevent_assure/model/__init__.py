"""The files as typed, frozen data: what `format.md` calls criteria, assessment, review, authority and settings."""
