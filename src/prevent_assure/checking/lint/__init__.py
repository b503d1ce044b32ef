"""The letter lint: what would embarrass the sender after a letter has gone.

A pattern that few files need is a text: `re` compiles it when it is first used, and keeps it.
"""
