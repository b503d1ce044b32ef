"""What is wrong with a value, and what to type in its place: in the words that fit there."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from prevent_assure.diagnostics import Finding, Replacement, Route, Rule, error_of_form

from .answers import ANSWERS, Kind
from .base import (
    CRITERIA_REF_PATTERN,
    CRITERION_REF_PATTERN,
    DIGEST_PATTERN,
    ID_PATTERN,
    LINE_PATTERN,
    LINK_PATTERN,
    RECOMMENDATION_REF_PATTERN,
    SEAL_PATTERN,
    WORD_PATTERN,
    Model,
    is_id,
)
from .criteria import CONDITION_KEYS
from .guesses import Guess, day_in_words, folded, guess_cycle, guess_dates, guess_word, is_not_yet_known, yes_or_no
from .places import belongs, is_required, known_keys, value_at
from .vocabulary import Known, Purpose, Vocabulary, answers_known, instead, listed, purpose_at, said

WRONG_TYPE = error_of_form("wrong-type", "A value of another kind than the key takes.")
UNKNOWN_WORD = error_of_form("unknown-word", "A word that is none of those that the key takes.")
BAD_DATE = error_of_form("bad-date", "A date that is not written as in 2025-05-19.")
BAD_CYCLE = error_of_form("bad-cycle", "A cycle that is not two following years.")
BAD_ID = error_of_form("bad-id", "An id that is not written as ids are.")
BAD_VALUE = error_of_form("bad-value", "A value that its key cannot take.")
EMPTY_TEXT = error_of_form("empty-text", "A text or list that is empty where something must stand.")
UNKNOWN_CONDITION = error_of_form("unknown-condition", "A condition of a rule that is none of the known ones.")

EXAMPLE_DAY = "2025-03-14"
_UNTIL_KNOWN = "take this line out until it is known"
SIGNED = frozenset({"submitted", "accepted", "agreed", "cleared"})
"""Keys at the top of a file behind which stands who took a step, and when."""
_OF_LIST = "write each item on a line of its own below, with `- ` before it"
_WITHOUT_QUOTES = "write the number alone, without quotation marks"
_KINDS: dict[str, tuple[str, str | None, type | tuple[type, ...]]] = {
    "string_type": ("text", "put it into straight quotation marks, so that it is read as text", (bool, int, Decimal)),
    "int_type": ("a whole number", _WITHOUT_QUOTES, str),
    "number_type": ("a number", _WITHOUT_QUOTES, str),
}
"""What kind of value must stand there, how it is written, and values of which types that helps to mend."""
_GROUPS = frozenset({"dict_type", "model_type", "model_attributes_type"})
_LISTS = frozenset({"tuple_type", "list_type"})

_Said = tuple[Rule, str, str | None]
"""A rule, the message, and how to mend it."""
_CONDITION = (UNKNOWN_CONDITION, "{named} is no condition", f"a condition is one of {', '.join(CONDITION_KEYS)}")
_EMPTY_LIST = (EMPTY_TEXT, "{named} is an empty list", "write at least one item in it, or take the line out")
_FAULTS: dict[str, _Said] = {
    "reserved_id": (BAD_ID, "this id is a file name that Windows keeps for itself", "choose another id"),
    "condition": _CONDITION,
    "union_tag_not_found": _CONDITION,
    "union_tag_invalid": _CONDITION,
    "too_short": _EMPTY_LIST,
    "string_too_short": _EMPTY_LIST,
    "string_too_long": (BAD_VALUE, "{named} is longer than {max_length} characters", "shorten it"),
    "greater_than_equal": (BAD_VALUE, "{named} must be at least {ge}", "write {ge} or more"),
    "less_than_equal": (BAD_VALUE, "{named} must be at most {le}", "write {le} or less"),
}
"""What is said of each kind of fault that pydantic names, with what stands in its context."""

_NO_NAME = "{named} takes a short name, as files have it"
_PATTERNS: dict[str, _Said] = {
    LINE_PATTERN: (BAD_VALUE, "{named} has several lines where one must stand", "write it on a single line"),
    DIGEST_PATTERN: (BAD_VALUE, "{named} is no digest", "a digest is `sha256:` and 64 digits of 0-9 and a-f"),
    SEAL_PATTERN: (
        BAD_VALUE,
        "{named} is no seal",
        "`prevent-assure accept`, `agree` or `clear` writes it; it is not written by hand",
    ),
    RECOMMENDATION_REF_PATTERN: (BAD_ID, _NO_NAME, "write it as in `recommendation: 2023-24/training`"),
    CRITERION_REF_PATTERN: (BAD_ID, _NO_NAME, "write it as in training/publicity"),
    CRITERIA_REF_PATTERN: (BAD_ID, _NO_NAME, "write it as in `criteria: local-authority/2024-25`"),
    WORD_PATTERN: (BAD_ID, "{named} is not a word as it must stand here", "write small letters and `_`, as in not_met"),
}
"""What is said of a text that does not have the form of its key; of any other form that it is no id."""
_ID: _Said = (
    BAD_ID,
    "{named} takes a short name, as files have it",
    "write small letters, digits and hyphens, as in partnership-group",
)
_EMPTY_LINE: _Said = (EMPTY_TEXT, "{named} is empty", "write a text behind it, or take the line out")


class Place(NamedTuple):
    """A place of a file where a value cannot stand.

    Attributes:
        route: Where.
        value: What stands there.
        kind: What pydantic calls the fault.
        context: What it says besides.
        model: The model of the whole file.
        data: The whole file.
        words: What is known around it.
    """

    route: Route
    value: Any
    kind: str
    context: Mapping[str, Any]
    model: type[Model]
    data: object
    words: Vocabulary

    @property
    def key(self) -> str:
        """The key that a line with the value begins with; empty in a list."""
        return shown(self.route[-1]) if self.route and isinstance(self.route[-1], str) else ""

    @property
    def written(self) -> str:
        """The value as people wrote it; empty where it is a group, a list or nothing."""
        if isinstance(self.value, bool):
            return str(self.value).lower()
        value = self.value
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            return value[0]
        return "" if isinstance(value, dict | list) or value is None else str(value)

    def line(self, text: str) -> str:
        """Give a line with another value."""
        return f"`{self.key}: {text}`" if self.key else f"`{text}`"

    def finding(self, rule: Rule, message: str, hint: str | None, found: Replacement | None = None) -> Finding:
        """Make a finding at this place."""
        return Finding(rule, self.route, message, hint, instead=found)


def named(route: Route) -> str:
    """Name the key or item that a route ends in."""
    if not route:
        return "the file"
    return f"`{shown(route[-1])}`" if isinstance(route[-1], str) else f"item {route[-1] + 1} of {named(route[:-1])}"


def shown(key: str) -> str:
    """A key as it may stand in a message: cut, and without what a terminal would act on."""
    short = key if len(key) <= 60 else f"{key[:57]}..."  # noqa: PLR2004 - a line of a terminal
    return short.encode("unicode_escape").decode("ascii") if not short.isprintable() else short


def bad_value(place: Place) -> Finding:
    """Say what is wrong with a value and what to type."""
    if place.value is None:
        return _empty(place)
    if place.kind == "literal_error":
        return _answer(place) if takes_answers(place) else _word(place)
    purpose = purpose_at(place.route)
    if purpose == "cycle" and place.kind == "string_type":
        return _cycle(place)
    if purpose is not None and place.written and place.kind in {"string_type", "string_pattern_mismatch"}:
        return _named_word(place, purpose)
    return _SAYS.get(place.kind, _other)(place)


def takes_answers(place: Place) -> bool:
    """Tell whether an answer must stand at a place, by the words that pydantic names."""
    return expected(place) == list(ANSWERS)


def expected(place: Place) -> list[str]:
    """Give the words that pydantic asks for."""
    return [word.strip("'") for word in str(place.context["expected"]).replace(" or ", ", ").split(", ")]


def _empty(place: Place) -> Finding:
    """Say what to write behind a key that has nothing behind it."""
    purpose, hint = purpose_at(place.route), None
    if place.kind == "literal_error":
        fitting = answers_known(place.words.kind_at(place.route)).words if takes_answers(place) else expected(place)
        hint = listed(fitting, _before(place))
    elif place.kind == "bad_date":
        hint = f"write the day behind it, as in {place.line(EXAMPLE_DAY)}"
    elif place.kind == "bool_type":
        hint = f"write {place.line('true')} or {place.line('false')}"
    elif purpose == "role":
        hint = f"write the role, as in {place.line(place.words.usual_role(_step_at(place)))}"
    elif purpose is not None:
        hint = listed(place.words.known(purpose).words, _before(place))
    elif place.key in SIGNED and len(place.route) == 1:
        hint = f"write {_signed_line(place, EXAMPLE_DAY)}"
    hint = hint or "write a value behind it"
    if not is_required(place.route, place.model):
        hint = f"{hint}, or take the line out"
    return Finding(EMPTY_TEXT, place.route, f"{named(place.route)} is empty", hint, on_key=bool(place.key))


def _before(place: Place) -> str:
    return f"{place.key}: " if place.key else ""


def answer_said(written: str, kind: Kind | None, key: str) -> tuple[str | None, Guess | None]:
    """Say what to type where a criterion is answered with a word that does not fit it.

    Args:
        written: What stands there.
        kind: The kind of the criterion; None where it is not known.
        key: The key before it.

    Returns:
        The hint, and the word that was meant.
    """
    known = answers_known(kind)
    hint, found = said(written, known, key=key)
    if kind is None and found is not None and not found.same:
        found, hint = None, listed(known.words, f"{key}: ")  # of a sign and of a criterion they are not the same
    if kind is None and found is None:
        hint = f"write {_either(answers_known('standard').words)}; of a warning sign {_either(_signs())}"
    if kind == "warning_sign" and (found is None or not found.same):
        hint = f"is this sign there? write {_either(f'{key}: {word}' for word in _signs())}"
        return hint, found if folded(written) not in map(folded, ANSWERS) else None
    if found is not None and not found.same and not found.sure:
        others = _either(word for word in known.words if word != found.word)
        return f"{hint} {others} fit here, too", found
    return hint, found


def _signs() -> tuple[str, ...]:
    return answers_known("warning_sign").words


def _either(words: Any) -> str:  # noqa: ANN401 - any iterable of texts
    *first, last = (f"`{word}`" for word in words)
    return f"{', '.join(first)} or {last}" if first else str(last)


def _answer(place: Place) -> Finding:
    """Say which words answer a criterion, a part or a level here."""
    where = belongs(place.key, place.route[:-1], place.model) if place.route[2:3] == ("answers",) else None
    if where is not None and place.key != "answer" and place.key not in place.words.keys_at(place.route[:-1]).words:
        message = f"`{place.key}:` cannot stand under {named(place.route[:-1])}"
        mended = _below_criterion(place) or f"`{place.key}:` belongs {where}: mend the spaces before it"
        return Finding(UNKNOWN_WORD, place.route, message, mended, on_key=True)
    kind = place.words.kind_at(place.route)
    hint, found = answer_said(place.written, kind, place.key)
    none = kind == "warning_sign" and folded(place.written) in {"none", "nil"}
    if is_not_yet_known(place.written) and not none and not isinstance(place.value, dict | list):
        hint, found = f"{_UNTIL_KNOWN}: what is left out counts as unanswered", None
    names = [step for step in place.route if step not in {"answer", "parts"}]
    what = named(tuple(names))
    message = f"{what} is a warning sign: it is there or it is not" if kind == "warning_sign" else ""
    if message and len(place.route) == 4:  # noqa: PLR2004 - a whole level
        message = f"what stands under {what} are warning signs: there or not"
        if found is None:
            hint = (
                f"write {place.line(_signs()[-1])} if none of them is there; else answer each, with {_either(_signs())}"
            )
    return place.finding(UNKNOWN_WORD, message or f"this is no answer to {what}", hint, instead(found))


def _below_criterion(place: Place) -> str | None:
    """Say how a criterion is written whose answer stands behind it, and whose evidence is to stand below it."""
    beside = list(value_at(place.route[:-1], place.data).items())
    names = [name for name, _ in beside]
    name, word = beside[names.index(place.key) - 1] if names.index(place.key) else ("", None)
    if len(place.route) != 5 or not isinstance(word, str) or word not in ANSWERS:  # noqa: PLR2004 - below a level
        return None
    return f"write `{shown(name)}:`, and below it, further to the right, `answer: {word}` and `{place.key}:`"


def _word(place: Place) -> Finding:
    """Say which of a few words fit."""
    words = expected(place)
    if place.route == ("format",):
        hint, found = said(place.written, Known(tuple(words)), key="format")
        return place.finding(UNKNOWN_WORD, "this format is not known here", hint or listed(words), instead(found))
    hint, found = said(place.written, Known(tuple(words), _SAID_FOR), key=place.key)
    if is_not_yet_known(place.written) and place.written:
        hint, found = _UNTIL_KNOWN, None
    message = f"{named(place.route)} is none of the words that may stand here"
    return place.finding(UNKNOWN_WORD, message, hint, instead(found))


_SAID_FOR = {
    "done": "addressed", "complete": "addressed", "completed": "addressed", "closed": "addressed", "met": "addressed",
    "yes": "addressed", "fully_addressed": "addressed", "partly": "limited_progress", "partial": "limited_progress",
    "partly_addressed": "limited_progress", "some_progress": "limited_progress", "ongoing": "good_progress",
    "on_track": "good_progress", "in_progress": "good_progress", "underway": "good_progress", "no": "not_started",
    "no_progress": "not_started", "not_begun": "not_started", "replaced": "superseded", "email": "email",
    "e_mail": "email", "mail": "post", "letter": "post",
}  # fmt: skip
"""What people write for a word of progress or of the way in which something came; each is asked about, not taken."""


def _date(place: Place) -> Finding:
    """Say how a date is written, with both readings where there are two."""
    what = named(place.route)
    year = int(place.words.cycle[:4]) + 1 if place.words.cycle is not None else None
    read = guess_dates(place.written, year) if place.written else None
    example = place.line(EXAMPLE_DAY)
    if place.key in {"to", "valid_to"} and folded(place.written) in {"present", "now", "current", "today", "ongoing"}:
        return place.finding(BAD_DATE, f"{what} is no date", "take it out: without it, it is so to this day")
    if read is None:
        unknown = is_not_yet_known(place.written) and place.written
        hint = _UNTIL_KNOWN if unknown else f"write year-month-day, as in {example}"
        return place.finding(BAD_DATE, f"{what} is no date", hint)
    if len(read.days) > 1:
        one, other = (f"{place.line(day.isoformat())} for {day_in_words(day)}" for day in read.days)
        return place.finding(BAD_DATE, f"{what} can be read as two dates", f"write {one}, or {other}")
    if not read.days:
        hint = f"write the day that is meant, year first, as in {example}"
        return place.finding(BAD_DATE, f"{what} is no day of the calendar: {read.trouble}", hint)
    hint = f"write {place.line(read.days[0].isoformat())}"
    if read.trouble:
        return place.finding(BAD_DATE, f"{what} has no year", f"{hint}, with the year that is meant")
    if not read.sure:
        hint = f"write {place.line(read.days[0].isoformat())}, if {day_in_words(read.days[0])} is meant"
    found = Replacement(read.days[0].isoformat(), read.sure)
    return place.finding(BAD_DATE, f"{what} is not written as dates are here", hint, found)


def _cycle(place: Place) -> Finding:
    """Say how a cycle is written."""
    guess = guess_cycle(place.written)
    cycle = None if guess is None else guess.word
    hint = f"write {place.line(cycle or place.words.cycle or '2024-25')}"
    if cycle is None and place.words.cycle is None:
        hint = f"write two following years, as in {place.line('2024-25')}"
    return place.finding(BAD_CYCLE, f"{named(place.route)} is not written as a cycle is", hint, instead(guess))


def _flag(place: Place) -> Finding:
    """Say that `true` or `false` must stand."""
    word = yes_or_no(place.written)
    hint = f"write {place.line(word)}" if word else f"write {place.line('true')} or {place.line('false')}"
    found = Replacement(word, sure=True) if word else None
    return place.finding(WRONG_TYPE, f"{named(place.route)} takes `true` or `false`", hint, found)


def _named_word(place: Place, purpose: Purpose) -> Finding:
    """Say which role, outcome, benchmark or the like fits."""
    known, what = place.words.known(purpose), named(place.route)
    hint, found = said(place.written, known, key=place.key)
    if is_not_yet_known(place.written):
        return place.finding(BAD_ID, f"{what} is not said yet", _UNTIL_KNOWN)
    if purpose == "role":
        usual = found.word if found is not None else place.words.usual_role(_step_at(place))
        near = found is not None and found.near
        if found is None or not found.same:
            hint = f"{'did you mean' if near else 'write'} the role, {place.line(usual)}{'?' if near else ':'} {_NAMES}"
        return place.finding(BAD_ID, f"{what} takes a role, not a name or title", hint, instead(found))
    if purpose == "outcome":
        hint = hint or _PATTERNS[WORD_PATTERN][2]
        return place.finding(BAD_ID, f"{what} is not written as an outcome is", hint, instead(found))
    otherwise = _PATTERNS.get(str(place.context.get("pattern")), _ID)[2]
    return place.finding(BAD_ID, f"{what} takes the short name of {_A[purpose]}", hint or otherwise, instead(found))


_A: Mapping[Purpose, str] = {
    "benchmark": "a benchmark", "authority": "an authority", "edition": "an edition of the criteria",
    "recommendation": "a recommendation", "cycle": "a cycle",
}  # fmt: skip
_NAMES = "names stand in authorities/ and prevent-assure.yaml"


def _step_at(place: Place) -> str:
    """The step that a role at this place takes."""
    return next((str(step) for step in place.route if step in SIGNED | {"to", "cc", "thanks"}), "adviser")


def _signed_line(place: Place, day: str) -> str:
    """Give the line that says who took a step, and when."""
    key, roles = str(place.route[0]), place.words.known("role")
    found = (guess_word(text, roles.words, roles.called) for text in _texts(place))
    role = next((guess.word for guess in found if guess is not None), place.words.usual_role(key))
    return f"`{key}: {{by: {role}, on: {day}}}`" if place.key else f"`- {{by: {role}, on: {day}}}`"


def _texts(place: Place) -> list[str]:
    """The texts that stand where who and when must stand, whether as keys, values or alone."""
    if isinstance(place.value, dict):
        return [str(text) for pair in place.value.items() for text in pair if isinstance(text, str)]
    if isinstance(place.value, list):
        return [text for text in place.value if isinstance(text, str)]
    return [place.written] if place.written else []


def _group(place: Place) -> Finding:
    """Say that keys must stand, and which."""
    what, key = named(place.route), place.key
    if len(place.route) == 1 and key in SIGNED:
        return signed_finding(place)
    if len(place.route) == 1 and key in {"discussed", "returned"}:
        day = _day_of(place) or EXAMPLE_DAY
        inside = "with: [prevent-lead], on:" if key == "discussed" else "on:"
        rest = ", reason: ..." if key == "returned" else ""
        return place.finding(WRONG_TYPE, f"{what} lacks who, when or why", f"write `{key}: {{{inside} {day}{rest}}}`")
    if isinstance(place.value, list) and place.value and all(isinstance(item, dict) for item in place.value):
        message = f"what belongs to {what} is no list"
        return place.finding(WRONG_TYPE, message, "take the `- ` before each of its lines away")
    known = known_keys(place.route, place.model, place.data) or _chosen_keys(place)
    if {"answer", "comment"} <= {*known} and place.written:
        return _view(place)
    below = f": {', '.join(f'`{name}:`' for name in known[:12])}" if known else ""
    message = f"what belongs to {what} stands on the lines below it, and not behind it"
    hint = f"write on the lines below it, further to the right{below}"
    return place.finding(WRONG_TYPE, message, hint)


def _view(place: Place) -> Finding:
    """Say that a view of a criterion has its answer behind a key of its own."""
    kind = place.words.kind_at(place.route)
    words = answers_known(kind).words
    found = guess_word(place.written, words, {})
    line = f"{{answer: {found.word if found is not None else ' or '.join(words)}}}"
    message = f"what belongs to {named(place.route)} stands on the lines below it, and not behind it"
    return place.finding(WRONG_TYPE, message, f"write {place.line(line)}")


def signed_finding(place: Place) -> Finding:
    """Say that who took a step must stand behind its key, and when."""
    what, day = named(place.route), _day_of(place)
    hint = f"write {_signed_line(place, day or EXAMPLE_DAY)}"
    hint += "" if day else ", with the day on which it was"
    if yes_or_no(place.written) == "false" or (place.written and is_not_yet_known(place.written)):
        hint = "take this line out until it is so"
    return place.finding(WRONG_TYPE, f"{what} does not say who and when", hint)


def _day_of(place: Place) -> str | None:
    """The day that stands where who and when must stand."""
    found = (guess_dates(text) for text in _texts(place))
    days = (read.days[0] for read in found if read is not None and len(read.days) == 1 and not read.trouble)
    return next((day.isoformat() for day in days), None)


def _chosen_keys(place: Place) -> list[str]:
    """The keys of a group whose keys the criteria give."""
    criteria = place.words.criteria
    if criteria is None:
        return []
    if place.key == "benchmarks":
        return [each.id for each in criteria.benchmarks if each.scored]
    benchmark = criteria.benchmark(str(place.route[1])) if len(place.route) > 1 else None
    if benchmark is None:
        return []
    if place.key == "answers":
        return list(benchmark.criteria)
    if place.key == "parts":
        asked = next((one for _, one in benchmark.each_criterion() if one.id == place.route[-2]), None)
        return [part.id for part in asked.parts] if asked is not None else []
    return [each.id for each in benchmark.criteria.get(place.key, ())]


def _list(place: Place) -> Finding:
    """Say that a list must stand, as ready to paste as can be."""
    what, hint, purpose = named(place.route), _OF_LIST, purpose_at(place.route)
    if isinstance(place.value, dict):
        hint = "put `- ` before its first line, and two spaces before its others: there may be several"
    elif purpose is not None and place.written:
        known = place.words.known(purpose)
        parts = [part for piece in place.written.split(",") for part in piece.split(" and ")]
        found = [guess_word(part, known.words, known.called) for part in parts]
        if all(found):
            hint = f"write {place.line('[' + ', '.join(each.word for each in found if each) + ']')}"
    return place.finding(WRONG_TYPE, f"{what} is {_kind_of(place.value)} where a list must stand", hint)


def _kind_of(value: object) -> str:
    kinds = ((bool, "true or false"), (str, "text"), (dict, "a group of lines"), (list, "a list"))
    return next((words for kind, words in kinds if isinstance(value, kind)), "a number")


def _other(place: Place) -> Finding:
    """Say what the kind of the fault, or the form that the text must have, says."""
    what = named(place.route)
    if place.kind in _KINDS:
        wanted, how, helped = _KINDS[place.kind]
        hint = how if isinstance(place.value, helped) else _as_text(place) if wanted == "text" else None
        return place.finding(WRONG_TYPE, f"{what} is {_kind_of(place.value)} where {wanted} must stand", hint)
    pattern = place.context.get("pattern")
    if pattern == LINK_PATTERN:
        return _link(place)
    if place.kind == "string_pattern_mismatch":
        empty = pattern == LINE_PATTERN and not place.written.strip()
        rule, message, hint = _EMPTY_LINE if empty else _PATTERNS.get(str(pattern), _ID)
        if rule is BAD_ID and pattern == ID_PATTERN and is_id(own := folded(place.written).replace("_", "-")):
            hint = f"write {place.line(own)}: small letters, digits and hyphens"
    else:
        rule, message, hint = _FAULTS.get(place.kind, (BAD_VALUE, "{named} has a value that it cannot take", None))
    return place.finding(rule, message.format(named=what, **place.context), hint and hint.format(**place.context))


def _as_text(place: Place) -> str:
    if isinstance(place.value, list):
        return "take the `- ` or the square brackets away; where the text begins with `[`, put it into quotation marks"
    return f"write `{place.key}: |-`, and the text on the lines below, further to the right"


def _link(place: Place) -> Finding:
    """Say what a web address lacks, without repeating it."""
    text, what = place.written.strip(), named(place.route)
    if "\\" in text or text[1:2] == ":":
        hint = "nobody else can open this: take the line out, and say in `title:` which paper it is"
    elif any(mark.isspace() for mark in text):
        hint = "take the space out of it, and keep only the address"
    elif "@" in text and "/" not in text:
        hint = f"write `mailto:` before the e-mail address, as in {place.line('mailto:prevent@example.org')}"
    elif text != place.written:
        hint = "take the space before or after it away"
    else:
        hint = f"begin it with `https://`, as in {place.line('https://www.gov.uk/prevent')}"
    return place.finding(BAD_VALUE, f"{what} is no complete web address", hint)


_SAYS: Mapping[str, Callable[[Place], Finding]] = {
    "bad_date": _date, "bad_cycle": _cycle, "bool_type": _flag,
    **dict.fromkeys(_GROUPS, _group), **dict.fromkeys(_LISTS, _list),
}  # fmt: skip
"""What says it of a kind of fault that pydantic names."""
