"""From models and scores to finished documents: views, narratives, templates. No file is touched here."""
