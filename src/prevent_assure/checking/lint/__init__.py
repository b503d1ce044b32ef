"""The letter lint: what embarrasses a letter after it is sent."""
