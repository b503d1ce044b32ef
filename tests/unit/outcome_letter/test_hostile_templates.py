"""Templates of a workspace that fail, do not end, or fill the memory: one fault each, in bounds, without the data."""

import io
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import letters
from prevent_assure.cycle.laying_out import laid_out
from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.outcome_letter import template_process
from prevent_assure.outcome_letter.engine import Engine
from prevent_assure.outcome_letter.letter_view import letter_view
from prevent_assure.outcome_letter.sandbox import GuardedEnvironment, TemplateFault
from prevent_assure.workspace.packaged import Origin
from prevent_assure.workspace.templates import Template

NAME = "Zephyrine"
"""A name that stands in the data and in no template."""


def _data() -> dict[str, Any]:
    files = letters.data()
    files["authority"]["name"] = f"{NAME} Council"
    files["review"]["letter"]["summary"] = f"{NAME} said so.\n\n- {NAME}"
    return files


LETTER = letter_view(letters.sources(_data()), letters.WORDING)
DEEP = 3000


def grow(step: str, start: str = "['a']", times: int = 99) -> str:
    """A template that makes something larger from what it was, again and again."""
    return (
        f"{{% set n = namespace(x={start}) %}}{{% for i in range({times}) %}}\n"
        f"{{% set n.x = {step} %}}{{% endfor %}}{{{{ n.x|length }}}}"
    )


def looped(inner: str, depth: int = 4) -> str:
    """A template that goes through loops within loops."""
    return "{% for i in range(99999) %}" * depth + inner + "{% endfor %}" * depth


FAILING: dict[str, tuple[str, str]] = {
    "loops in loops": ("\n{% for i in [1] %}" * 21 + "{% endfor %}" * 21, "line 22: loops or branches are nested"),
    "branches in branches": ("\n{% if 1 %}" * 120 + "{% endif %}" * 120, "nested too deeply"),
    "brackets": ("{{ " + "(" * DEEP + "1" + ")" * DEEP + " }}", "nested too deeply"),
    "lists in lists": ("{{ " + "[" * DEEP + "]" * DEEP + " }}", "nested too deeply"),
    "not not": ("{{ " + "not " * DEEP + "1 }}", "nested too deeply"),
    "a long sum": ("{{ " + "1+" * 20_000 + "1 }}", "nested too deeply"),
    "filter behind filter": ("{{ 'a'" + "|upper" * 20_000 + " }}", ""),
    "blocks in blocks": ("".join(f"{{% block b{n} %}}" for n in range(500)) + "{% endblock %}" * 500, ""),
    "macro that calls itself": ("\n{% macro a(n) %}{{ a(n) }}{% endmacro %}{{ a(1) }}", "line 2: macros or inclusions"),
    "inclusion of itself": ("\n{% include 'letter.html.j2' %}", "line 2: macros or inclusions"),
    "extension of itself": ("\n{% extends 'letter.html.j2' %}", ""),
    "import of itself": ("{% import 'letter.html.j2' as a %}", "without end"),
    "loop that calls itself": ("{% for x in 'a' recursive %}{{ loop('aaa') }}{% endfor %}", "without end"),
    "extends the view": ("\n{% extends data %}", "line 2: there is no template of the name given"),
    "includes the view": ("{% include data %}", "wrong kind"),
    "includes a text of the view": ("{% include data.title %}", "there is no template of the name given"),
    "imports a list of the view": ("{% import [data.title] as x %}", ""),
    "key of the data": ("\n\n{{ {}[data.title] }}", "line 3: there is no such item"),
    "attribute of the data": ("{{ data[data.title] }}", "there is no such item"),
    "attribute of the data in map": ("{{ [data]|map(attribute=data.title)|list }}", ""),
    "filter of the data": ("{{ [1]|map(data.title)|list }}", "wrong kind"),
    "test of the data": ("{{ [1]|select(data.title)|list }}", "wrong kind"),
    "number of the data": ("{{ data.title|lines(data.title) }}", "wrong kind"),
    "sum with the data": ("{{ 1 + data.title }}", "wrong kind"),
    "the whole view": ("{{ data }}", "only "),
    "a list of the view": ("{{ [data, data] }}", "only "),
    "the view as a filter": ("{{ 1|data }}", "No filter named"),
    "the view called": ("{{ data() }}", "cannot be called"),
    "empty cycler": ("{{ cycler() }}", "wrong kind"),
    "joiner of nothing": ("{{ joiner(none)()(1) }}", "cannot be called"),
    "None in a filter": ("{{ none|lines(3) }}", "wrong kind"),
    "None summed": ("{{ none|sum }}", "wrong kind"),
    "None sorted": ("{{ [none, 1, 'a']|sort }}", "wrong kind"),
    "None grouped": ("{{ none|groupby('a') }}", "wrong kind"),
    "a number joined": ("{{ 5|join }}", "wrong kind"),
    "a number in lines": ("{{ 5|lines(5) }}", "wrong kind"),
    "lines of no width": ("{{ 'a'|lines(0) }}", "wrong kind"),
    "first of nothing": ("{{ []|first }}", "No first item"),
    "lone surrogate": ("\n{{ '\\ud800' }}", "line 2: half a character"),
    "lone surrogate put together": ("{{ 'a' ~ '\\udfff' }}", "half a character"),
    "lone surrogate in a block": ("{% set a %}{{ '\\ud800' }}{% endset %}{{ a }}", "half a character"),
    "division by zero": ("{{ 1 // 0 }}", "division by zero"),
    "a range too large": ("{{ range(10 ** 9)|list }}", "too large"),
    "a long text": ("{{ 'a' * 1000000000 }}", "too long"),
    "a long list": ("{{ ['a'] * 1000000000 }}", "too long"),
    "a large power": ("{{ 10 ** 1000000000 }}", "too long"),
    "a wide format": ("{{ '%1000000000d' % 1 }}", "too long"),
    "a number with many digits": (grow("n.x * n.x", "9"), "too long"),
    "text doubled by ~": (grow("n.x ~ n.x", "'aaaa'"), "too long"),
    "text doubled by +": (grow("n.x + n.x", "'aaaa'"), "too long"),
    "text doubled by join": (grow("[n.x, n.x]|join", "'aaaa'"), "too long"),
    "list doubled": (grow("n.x + n.x"), "too long"),
    "attributes of Python": ("{{ ''.__class__.__mro__ }}", "not for templates"),
    "globals of Python": ("{{ cycler.__init__.__globals__ }}", "not for templates"),
    "format of Python": ("{{ '{0.__class__}'.format(data) }}", "cannot be called"),
    "no template at all": ("{% for %}", "Expected"),
    "unknown tag": ("{% do 1 %}", "unknown tag"),
    "zeros": ("\0{{ nope }}", "'nope' is undefined"),
}  # fmt: skip
"""What fails by itself: the template, and what is said."""

ENDLESS: dict[str, str] = {
    "loops": looped(""),
    "loops that print": looped("x"),
    "macros that branch": "{% macro a(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(50) }}",
    "inclusions": looped("{% include 'empty.j2' %}"),
    "texts within texts": grow("[n.x, n.x]", times=60) + "{{ n.x|string }}",
    "lines of a long text": "{{ ('a ' * 1900000)|lines(1)|length }}",
    "sorted": "{{ (range(99999)|list * 39)|map('string')|sort|length }}",
    "summed": "{{ [[]]|list + ([[0]] * 500000)|sum(start=[]) }}",
    "grouped": "{% for i in range(99999) %}{{ ((range(9999)|list) * 50)|groupby(0)|length }}{% endfor %}",
    "a chain of map": "{{ (range(99999)|list * 39)" + "|map('string')|map('upper')" * 9 + "|list|length }}",
    "unique": "{{ (range(99999)|list * 39)|map('string')|unique|list|length }}",
    "titles": "{{ ('a b ' * 990000)|title|title|title|title|title|title|wordcount }}",
    "dictsort": "{% set d = {'a': 1, 'b': 2} %}" + looped("{{ d|dictsort|length }}"),
    "lists of long texts": grow("[n.x, 'a' * 3900000 ~ i]", times=400),
    "views of long texts": grow("n.x + ['a' * 3900000 ~ i]", times=400),
}  # fmt: skip
"""What takes more time or memory than there is."""


@pytest.fixture(autouse=True)
def _ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(template_process, "process", made := template_process.Process())
    yield
    made.end()


def own(text: str | bytes, name: str = "letter.html.j2") -> dict[str, Template]:
    data = text if isinstance(text, bytes) else text.encode()
    template = Template(data, Origin(Path(name), packaged=False, shown=f"templates/{name}"))
    empty = Template(b"", Origin(Path("empty.j2"), packaged=False, shown="templates/empty.j2"))
    return {**letters.TEMPLATES, "empty.j2": empty, name: template}


def letter_html(text: str) -> str:
    return Engine(own(text.replace("data", "letter"))).render(LETTER, "html")


def letter_md(text: str) -> str:
    return Engine(own(text.replace("data", "letter").replace(".html.", ".md."), "letter.md.j2")).render(LETTER, "md")


def page(text: str) -> str:
    text = text.replace("data", "page").replace("letter.html", "overview/index.html")
    return Engine(own(text, "overview/index.html.j2")).page("overview/index.html.j2", LETTER)


def draft(text: str) -> str:
    text = text.replace("data", "draft").replace("letter.html", "assessment.yaml")
    return laid_out("assessment.yaml.j2", {"draft": LETTER}, own(text, "assessment.yaml.j2"))


KINDS = {"letter.html": letter_html, "letter.md": letter_md, "overview/": page, "assessment": draft}
OTHERS = list(KINDS)[1:]


def said(kind: str, text: str) -> str:
    try:
        return KINDS[kind](text)
    except TemplateFault as fault:
        return str(fault)


@pytest.mark.parametrize("kind", ["letter.html", *(pytest.param(kind, marks=pytest.mark.slow) for kind in OTHERS)])
def test_each_failing_template_is_one_fault_with_its_name_and_nothing_of_the_data(kind: str) -> None:
    others = ("|lines", "'\\u") if kind == "assessment" else ()  # what a file that is laid out has other words for
    tried = {what: text for what, (text, _) in FAILING.items() if not any(part in text for part in others)}
    answers = {what: said(kind, text) for what, text in tried.items()}
    wrong = {
        what: answer
        for what, answer in answers.items()
        if not answer.startswith(f"templates/{kind}") or FAILING[what][1] not in answer or "\n" in answer
    }
    assert not wrong, wrong
    assert not [what for what, answer in answers.items() if NAME in answer or len(answer) > 600]


@pytest.mark.slow
@pytest.mark.parametrize("what", ENDLESS)
def test_template_that_takes_too_much_is_stopped_in_bounds(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_process, "SECONDS", 1.0)
    began = time.monotonic()
    said = r"^templates/letter\.html\.j2.*(does not end|too much|memory|long)"
    with pytest.raises(TemplateFault, match=said) as found:
        letter_html(ENDLESS[what])
    assert time.monotonic() - began < 20  # a second, another for what cannot be interrupted, and the start
    assert NAME not in str(found.value)


def test_line_of_what_does_not_end_is_said_and_the_next_document_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_process, "SECONDS", 0.3)
    monkeypatch.setattr(template_process, "_GRACE", 60.0)  # a busy machine may be late to interrupt it
    with pytest.raises(TemplateFault, match=r"^templates/letter\.html\.j2, line 2: the template does not end"):
        letter_html("\n" + looped("\n"))
    monkeypatch.setattr(template_process, "SECONDS", 4.0)
    assert letter_html("{{ data.labels.annex_a }}") == f"{LETTER.labels.annex_a}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound a process's memory")
def test_memory_is_bounded() -> None:
    with pytest.raises(TemplateFault, match="memory"):
        letter_html(grow("[n.x, 'a' * 3900000 ~ i]", times=400))


def test_endless_text_is_stopped_with_its_line() -> None:
    with pytest.raises(TemplateFault, match=r"line 2: the template makes too much text \(more than 4,000,000 char"):
        letter_html("\n{% for i in range(99999) %}" + "x" * 9999 + "{% endfor %}")


def test_template_that_is_no_text_is_named() -> None:
    with pytest.raises(TemplateFault, match=r"^templates/letter\.html\.j2: the file is not UTF-8 text"):
        Engine(own(b"\xff\xfe")).render(LETTER, "html")


def test_one_process_serves_all_documents_and_the_packages_own_templates_need_none() -> None:
    process = template_process.process
    assert Engine(letters.TEMPLATES).render(LETTER, "html") == KINDS["letter.html"](
        letters.TEMPLATES["letter.html.j2"].text
    )
    first = process.running
    for _ in range(3):
        assert draft("{{ 1 }}") == "1\n"
        with pytest.raises(TemplateFault):
            letter_md("{{ nope }}")
    assert (process.running is first, first is not None) == (True, True)
    process.end()
    assert Engine(letters.TEMPLATES).render(LETTER, "html")
    assert process.running is None


def test_process_forgets_templates_that_are_many() -> None:
    engines = [Engine(own(f"{{{{ {number} }}}}")) for number in range(40)]
    for _ in range(2):
        assert [each.render(LETTER, "html") for each in engines] == [f"{number}\n" for number in range(40)]
    assert len(template_process.process.sent) <= 17


def test_process_that_is_killed_is_a_fault_and_the_next_document_is_written() -> None:
    assert letter_html("a") == "a\n"
    running = template_process.process.running
    assert running is not None
    running.kill()
    running.wait()
    with pytest.raises(TemplateFault, match=r"^templates/letter\.html\.j2: the template ended the process"):
        letter_html("b")
    assert letter_html("c") == "c\n"


def test_process_that_cannot_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(PreventAssureError, match="cannot be started: No such file"):
        letter_html("a")
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with pytest.raises(PreventAssureError, match="does not start"):
        letter_html("a")


@pytest.mark.parametrize(
    "answer",
    [b"", b"\0", (5).to_bytes(8, "big") + b"t", (1 << 60).to_bytes(8, "big"), (3).to_bytes(8, "big") + b"t\xff\xff"],
)
def test_whatever_the_process_answers_is_read_as_text_or_not_at_all(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = (1).to_bytes(8, "big") + b"r"
    code = f"import sys; sys.stdout.buffer.write({ready + answer!r}); sys.stdout.flush(); sys.stdin.buffer.read(9)"
    monkeypatch.setattr(template_process, "CODE", code)
    with pytest.raises(TemplateFault, match="the template ended the process"):
        letter_html("a")


def test_process_ends_when_nobody_asks_any_more() -> None:
    words = [sys.executable, "-I", "-B", "-c", template_process.CODE, *sys.path[1:]]
    done = subprocess.run(words, input=b"", capture_output=True, check=False, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_requests_are_answered_in_order_until_there_are_none() -> None:
    asked, answers = io.BytesIO(), io.BytesIO()
    made = (_plain, own("{{ 1 }}"))
    requests: list[tuple[object, ...]] = [
        (1, made, None, 4.0, ("letter.html.j2", {}, 1)),
        (1, None, 7, 4.0, ("nope.j2", {}, 1)),
    ]
    template_process.send(asked, b"")
    for request in requests:
        template_process.send(asked, pickle.dumps(request))
    asked.seek(0)
    with pytest.raises(ValueError, match=r"^$"):
        template_process.serve_requests(asked, answers)
    answers.seek(0)
    said = [template_process.receive(answers, 999) for _ in range(3)]
    assert said == [b"r", b"t1\n", b"fthere is no template named nope.j2"]


def _plain(templates: dict[str, Template]) -> GuardedEnvironment:
    return GuardedEnvironment(templates, finalize=str)
