"""The commands by group, as help lists them, each in a sentence.

The sentences stand here, and not only in the commands' own modules, so that help need not load each of them.
"""

from collections.abc import Mapping

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Begin a cycle": {
        "init": "Lay out a workspace ready for git: one council's repository, or that of several.",
        "new": "Write a self-assessment to be filled in, to assessments/CYCLE/AUTHORITY.yaml.",
        "answer": "Go through a self-assessment on the terminal, one criterion at a time.",
        "criteria": (
            "Editions of criteria: list, show and compare them, try answers under a draft, carry them to a new one."
        ),
    },
    "Look at what there is": {
        "validate": "Say what is wrong with a workspace or with single files, at the line and with a hint.",
        "score": "Show the claimed, derived and agreed outcome of each benchmark side by side.",
        "diff": "Show what changed in meaning: answers, outcomes and what moved them, criteria, settings.",
        "explain": "Explain a finding, or a criterion.",
        "schema": "Print the JSON Schema of a kind of file, for editors.",
    },
    "Agree, step by step": {
        "submit": "Record that the authority submits its self-assessment.",
        "return": "Send a self-assessment back to the authority: it is a draft again.",
        "review": "Begin the review of a submitted self-assessment: make the adviser's file where there is none.",
        "agree": (
            "Record the agreed outcome of a benchmark with what it rests on; "
            "without a benchmark, that the review is done."
        ),
        "accept": "Record that the authority finds the review's text factually right.",
        "clear": "Record that the letter may be signed.",
    },
    "Letters": {
        "letter": "Write the outcome letter with both annexes to letters/CYCLE/AUTHORITY.html.",
        "signing-list": (
            "List the letters that wait for a signature: to whom they go, what they say, "
            "and what to look at before signing."
        ),
        "issue": (
            "Issue letters that are cleared: write them without any banner, and beside each the record of its sources."
        ),
        "verify": (
            "Say whether letters are what was issued: genuine, changed, or overtaken by a change of their sources."
        ),
    },
    "All authorities": {
        "status": "Say who is where: status, days to and past the due date, and what each still needs.",
        "recommendations": "List every recommendation of every cycle, with its progress until now.",
        "overview": "Write a site that shows what all authorities' files of a cycle say together.",
        "export": "Write what the files say as tidy tables, with a dictionary beside them.",
        "serve": "Show the overview and the letters in a browser while you edit, with what is to be mended.",
    },
}
"""Groups in the order of help; each command is a module of this room with a function of its name."""

COMMANDS: Mapping[str, str] = {name: group for group, commands in GROUPS.items() for name in commands}
"""The group of each command."""
