"""What the rules say: derived outcomes and findings, as pure functions of models. No files, no terminal, no clock."""
