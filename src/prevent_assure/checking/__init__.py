"""What is wrong with the files: validate, explain and schema."""
