"""Cycles that a text takes for the one that its letter is about."""

import re
from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.checking.texts import sentences
from prevent_assure.diagnostics import Finding, Rule, Severity

WRONG_CYCLE = Rule("letter-wrong-cycle", Severity.WARNING, "A cycle in the text that is not the one of the letter.")

_CYCLE = r"(20\d\d)(?:[/\u2013-]| to )(?:20)?(\d\d)\b"
_ASSURANCE = (
    r"(?:(?:annual|yearly|prevent|duty|local|authority|council|assurance) )*(?:assurance|self-assessment|"
    r"benchmark\w*|cycle|moderation)"
)
_SAID = (
    rf"(?i)\b{_CYCLE}(?:['\u2019]s)? (?:{_ASSURANCE}|process|exercise|round)\b"
    rf"|\b{_ASSURANCE}(?: (?:process|exercise|letter|outcomes?|results?|return|round|cycle))?(?: (?:for|of|in|"
    rf"from|covering|during))?"
    rf"(?: the)?(?: (?:year|cycle|period))?,? \(?{_CYCLE}"
    rf"|\b(?:this|present|current) (?:letter|year|cycle|process)\b[^.;]{{0,40}}?\b{_CYCLE}"
)
# Of another cycle a letter speaks where it follows up, compares or looks ahead.
_OF_ANOTHER = (
    r"(?i)\b(?:recommend\w*|follow\w*|last|previous\w*|prior|earlier|since|compar\w+|than|then|progress\w*|"
    r"before|preceding|predecessor|"
    r"will|would|should|could|may|might|next|coming|forthcoming|ahead|future|plans?|planned|prepare\w*|preparing|"
    r"expect\w*|hope|towards?|"
    r"by|until|again|already|both|history|built|build\w*|remain\w*|continue\w*|continuing|had|draft)\b"
)


@check(WRONG_CYCLE, of=("assessment", "review"))
def cycle_is_that_of_the_letter(file: CycleFile) -> Iterator[Finding]:
    """Look for the first such cycle of each text."""
    cycle = re.match(_CYCLE, file.case.cycle)
    if cycle is None or not any("20" in text.text for text in file.printed):
        return
    own = cycle.groups()
    for text in file.printed:
        for sentence in sentences(text.text) if "20" in text.text else ():
            named = re.findall(_CYCLE, sentence.text) if "20" in sentence.text else []
            if not named or own in named or re.search(_OF_ANOTHER, sentence.text):
                continue
            if re.search(_SAID, sentence.text):
                message = f"this text names another cycle than the letter's{text.place(sentence.start)}"
                hint = f"this is the cycle {file.case.cycle}; say of an earlier or later one what it has to do with it"
                yield Finding(WRONG_CYCLE, text.route, message, hint)
                break
