"""The national picture: from figures and rows to the views of its pages."""
