"""Text and how it is shown: narratives, escaping, tables and pages for terminals and Markdown."""
