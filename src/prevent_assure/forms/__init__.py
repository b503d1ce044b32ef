"""Forms: workbooks that carry a self-assessment or a review to those who have neither git nor a terminal, and back."""
