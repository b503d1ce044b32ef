"""Templates in their sandbox: what is printed is escaped, what is wrong is named, Python is out of reach."""

from dataclasses import dataclass
from typing import Any

import pytest

import letters
from prevent_assure.outcome_letter.engine import Engine, Format
from prevent_assure.outcome_letter.letter_view import letter_view
from prevent_assure.outcome_letter.sandbox import TemplateFault
from prevent_assure.text.narrative import Narrative, parse


@dataclass(frozen=True)
class Small:
    """A view that is smaller than a letter."""

    name: str = "<b>*x* | y"
    text: Narrative = parse("a *b*\n\n- <c> |")  # noqa: RUF009 - frozen
    none: None = None
    names: tuple[str, ...] = ("<1>", "<2>")


def written(text: str, format_: Format = "html", **others: str) -> str:
    templates = {f"letter.{format_}.j2": letters.template(text, "templates/here")}
    templates |= {f"{name}.j2": letters.template(each, f"templates/{name}.j2") for name, each in others.items()}
    view: Any = Small()
    return Engine(templates).render(view, format_).rstrip("\n")


def fault(text: str, **others: str) -> str:
    with pytest.raises(TemplateFault) as caught:
        written(text, "html", **others)
    return str(caught.value)


HTML_NAME = "&lt;b&gt;*x* | y"
MD_NAME = r"\<b>\*x\* \| y"


@pytest.mark.parametrize(
    ("template", "html", "markdown"),
    [
        ("{{ letter.name }}", HTML_NAME, MD_NAME),
        ("{% autoescape false %}{{ letter.name }}{% endautoescape %}", HTML_NAME, MD_NAME),
        ("{% macro a(x) %}({{ x }}){% endmacro %}{{ a(letter.name) }}", f"({HTML_NAME})", f"({MD_NAME})"),
        ("{% set x %}{{ letter.name }}{% endset %}{{ x }}", HTML_NAME, MD_NAME),
        (
            "{{ letter.name ~ (letter.text|inline) }}",
            f"{HTML_NAME}a <em>b</em> &lt;c&gt; |",
            rf"{MD_NAME}a *b* \<c> \|",
        ),
        ("{{ letter.names|join(' | ') }}", "&lt;1&gt; | &lt;2&gt;", r"\<1> \| \<2>"),
        (
            "{{ [letter.text|inline, letter.name]|join }}",
            f"a <em>b</em> &lt;c&gt; |{HTML_NAME}",
            rf"a *b* \<c> \|{MD_NAME}",
        ),
        ("{{ letter.name|upper }}", "&lt;B&gt;*X* | Y", r"\<B>\*X\* \| Y"),
        ("{{ letter.name|e }}", HTML_NAME, MD_NAME),
        ("{{ letter.text }}", "<p>a <em>b</em></p>\n<ul><li>&lt;c&gt; |</li></ul>", "a *b*\n\n- \\<c> \\|"),
        ("{{ 3 }}", "3", "3"),
    ],
)
def test_what_is_printed_is_escaped_for_the_format(template: str, html: str, markdown: str) -> None:
    assert written(template, "html") == html
    assert written(template, "md") == markdown


def test_an_included_template_escapes_whatever_its_name() -> None:
    assert written("{% include 'a.j2' %}{% include 'b.j2' %}", a="{{ letter.name }}", b="") == HTML_NAME


def test_text_for_a_style_sheet_can_neither_end_its_string_nor_call() -> None:
    view: Any = Small(name='Expression a"; } </style> url(x) \\41 @import é\u2013b')
    template = {"letter.html.j2": letters.template("{{ letter.name|css_string }}")}
    assert Engine(template).render(view, "html") == 'Express" "ion a ;    /style  url x   41  import é\u2013b\n'


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("a\n{{ letter.nope }}", "templates/here, line 2: 'test_engine.Small object' has no attribute 'nope'"),
        ("a\n\n{{ nope }}", "templates/here, line 3: 'nope' is undefined"),
        ("a\n{% if nope %}{% endif %}", "templates/here, line 2: 'nope' is undefined"),
        ("a\n{{ letter.none }}", "templates/here, line 2: only text, numbers and narratives can be printed"),
        ("a\n{{ letter }}", "templates/here, line 2: only text, numbers and narratives can be printed"),
        ("a\n{% if %}", "templates/here, line 2: Expected an expression"),
        ("{{ letter.name|safe }}", "templates/here, line 1: No filter named 'safe'"),
        ("{{ letter.name|tojson }}", "No filter named 'tojson'"),
        ("{% include '../secret' %}", "there is no template named ../secret"),
        ("{{ 1 / 0 }}", "templates/here, line 1: division by zero"),
        ("{% include 'a.j2' %}", "templates/a.j2, line 2: 'nope' is undefined"),
    ],
)
def test_what_is_wrong_is_said_with_template_and_line(template: str, said: str) -> None:
    assert said in fault(template, a="\n{{ nope }}").replace("tests.unit.outcome_letter.", "")


def test_a_missing_template_is_named() -> None:
    with pytest.raises(TemplateFault, match=r"there is no template named letter\.html\.j2"):
        Engine({}).render(letter_view(letters.sources(), letters.WORDING), "html")


@pytest.mark.parametrize(
    "template",
    [
        "{{ letter.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ letter.name.upper() }}",
        "{{ '{0.__class__}'.format(letter) }}",
        "{{ (letter.names|list).append(1) }}",
        "{{ range.__self__ }}",
        "{{ lipsum() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ letter.text.blocks.__class__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ letter|attr('__class__') }}",
        "{{ letter['__class__'] }}",
        "{{ letter.names|map(attribute='__class__')|list }}",
    ],
)
def test_a_template_cannot_reach_python(template: str) -> None:
    assert fault(template)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% for n in letter.names %}{{ loop.index }}{% if not loop.last %}, {% endif %}{% endfor %}", "1, 2"),
        ("{% set j = joiner(', ') %}{{ j() }}a{{ j() }}b", "a, b"),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}", "aba"),
        ("{% import 'm.j2' as m %}{{ m.a(1) }}{% from 'm.j2' import a %}{{ a(2) }}", "(1)(2)"),
        ("{{ 3 * 2 + 1 - 4 % 3 + 2 ** 3 }}", "14"),
        ("{{ 'a' + 'b' }}{{ 'c' * 2 }}", "abcc"),
        ("{{ letter.name|words if false else letter.text|words }}", "5"),
    ],
)
def test_what_a_template_needs_is_there(template: str, text: str) -> None:
    assert written(template, m="{% macro a(x) %}({{ x }}){% endmacro %}") == text


def test_line_ends_and_white_space_are_tidy() -> None:
    templates = {"letter.md.j2": letters.template("\r\n\r\na  \r\n\r\n\r\n\r\nb\t\r\n\r\n")}
    view: Any = Small()
    assert Engine(templates).render(view, "md") == "a\n\nb\n"
