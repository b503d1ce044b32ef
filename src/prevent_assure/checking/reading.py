"""Reading all that belongs together: the editions once, and one authority's files of one cycle as a case."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from prevent_assure.checking.checks.agreement import EVIDENCE_CHANGED
from prevent_assure.checking.checks.answers import UNKNOWN_CRITERION, UNKNOWN_LEVEL, UNKNOWN_PART, WRONG_ANSWER
from prevent_assure.checking.checks.assessment import UNKNOWN_BENCHMARK, UNKNOWN_OUTCOME
from prevent_assure.checking.checks.sign_offs import CHANGED_SINCE, SIGN_OFF_CODES
from prevent_assure.checking.checks.workspace import ASSESSMENT_MISSING
from prevent_assure.checking.lint.cleared import cleared_with_warnings
from prevent_assure.diagnostics import Diagnostic, Location, Severity
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model, pictures_of
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings
from prevent_assure.rules.case import Case, previous_cycle
from prevent_assure.rules.recommendations import Recommended, gathered, older_cycles, recommended_in
from prevent_assure.rules.status import Stage
from prevent_assure.rules.succession import exists_in
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.layout import assessment_path, authority_path
from prevent_assure.workspace.loading import Loaded, in_words
from prevent_assure.workspace.workspace import Workspace

from .agreement_history import Agreements, template_digests
from .editions import Edition, checked_once
from .printed_of_others import letter_findings, template_findings
from .registry import LINT, findings
from .severities import apply_settings, prefixed_findings, warnings_left
from .subjects import CycleFile, NamedFile
from .words_around import around_case

# A name as names are: on one line, without a mark that YAML knows, and with another key or nothing below.
_NAME = re.compile(
    rb"^name: +(?!(?:[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE) *\r?$)([A-Za-z][^\n\r\t#:\"\\]*?) *\r?"
    rb"(?:\n(?=[^ \r\n])|\n?\Z)",
    re.MULTILINE,
)


def names_of(workspace: Workspace, authorities: Iterable[str]) -> dict[str, str]:
    """Say what authorities are called.

    Args:
        workspace: The workspace, with those that it lists.
        authorities: The ids of those to name.

    Returns:
        The name by id; none where the file has none, or cannot be read as far as there.
    """
    named = ((each, _name(workspace, each)) for each in sorted(authorities))
    return {authority: name for authority, name in named if name is not None}


def _name(workspace: Workspace, authority: str) -> str | None:
    root = workspace.members.home(authority).root
    try:
        found = _NAME.findall(read_file(root / authority_path(authority), root=root))
    except FileRefused:
        return None
    if len(found) == 1 and found[0].isascii():
        return str(found[0].decode())
    loaded = workspace.authority(authority)
    return loaded.model.name if loaded is not None and loaded.model is not None else None


_SUCCESSOR_OF = b"successor_of"
MISNAMED = frozenset(
    rule.code
    for rule in (UNKNOWN_BENCHMARK, UNKNOWN_LEVEL, UNKNOWN_CRITERION, UNKNOWN_PART, UNKNOWN_OUTCOME, WRONG_ANSWER)
)
"""Findings of a word or id that is none, so that nothing can be said of what depends on it."""
OF_SIGNED = SIGN_OFF_CODES | {CHANGED_SINCE.code, EVIDENCE_CHANGED.code}


class Files(NamedTuple):
    """One authority in one cycle, with the files that it was read from."""

    case: Case
    authority: Loaded[Authority] | None
    assessment: Loaded[Assessment] | None
    review: Loaded[Review] | None
    edition: Edition | None

    @property
    def stage(self) -> Stage:
        """How far the authority is, as its own files say; whether another's cover it they do not tell."""
        if self.assessment is None:
            return "not_begun"
        unreadable = self.assessment.model is None or (self.review is not None and self.review.model is None)
        return "unreadable" if unreadable else self.case.status


class Reader:
    """Reads a workspace, and those that its settings list. Editions are kept, councils' files are not.

    An authority is read in the workspace that it lives in, held against that one's settings and criteria, as if one
    stood in it; `at` gives what reads it there.

    Attributes:
        workspace: The workspace.
        known: The ids of the authorities that have a file.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Begin to read a workspace.

        Args:
            workspace: The workspace.
        """
        self.workspace = workspace
        self._editions: dict[str, Edition | None] = {}
        self._authorities: dict[str, Loaded[Authority] | None] = {}
        self.known = frozenset(workspace.authorities())
        self._others: dict[Path, Reader] = {}

    @property
    def settings(self) -> Settings | None:
        """The settings, None where they cannot be read."""
        return self.workspace.settings.model

    def at(self, authority: str) -> "Reader":
        """Give what reads an authority where it lives.

        Args:
            authority: Its id.

        Returns:
            This reader, or that of another workspace which the settings list.
        """
        home = self.workspace.members.home(authority)
        if home.root == self.workspace.root:
            return self
        if home.root not in self._others:
            self._others[home.root] = Reader(home)
        return self._others[home.root]

    def way_to(self, other: "Reader") -> str:
        """Say how the paths of another reader's workspace begin, seen from this one's.

        Args:
            other: What `at` gave.

        Returns:
            As in `../councils/herefordshire/`; nothing for itself.
        """
        return self.workspace.members.way_to(other.workspace)

    def edition(self, ref: str) -> Edition | None:
        """Read an edition of criteria.

        Args:
            ref: Regime and edition.

        Returns:
            The edition, or None where there is none.
        """
        if ref not in self._editions:
            loaded = self.workspace.criteria(ref)
            self._editions[ref] = None if loaded is None else checked_once(loaded)
        return self._editions[ref]

    def editions_read(self) -> list[Criteria]:
        """Give the editions without errors that have been read so far, here and in members, by name."""
        read = {ref: each for reader in (*self._others.values(), self) for ref, each in reader.read_so_far()}
        return [read[ref] for ref in sorted(read)]

    def read_so_far(self) -> Iterator[tuple[str, Criteria]]:
        """Give the editions without errors that have been read here.

        Yields:
            Name and edition.
        """
        for ref, each in self._editions.items():
            if each is not None and each.scorer is not None and each.loaded.model is not None:
                yield ref, each.loaded.model

    def authority(self, authority: str) -> Loaded[Authority] | None:
        """Read an authority's file.

        Args:
            authority: Its id.

        Returns:
            The file, or None where there is none.
        """
        at_home = self.at(authority)
        if at_home is not self:
            return at_home.authority(authority)
        if authority not in self._authorities:
            # Only the last: a nation's would fill the memory, and reading a file so small twice costs little.
            self._authorities = {authority: self.workspace.authority(authority)}
        return self._authorities[authority]

    @cached_property
    def letter_templates(self) -> dict[str, str]:
        """Digests of the workspace's own templates and wording of letters, by name."""
        return template_digests(self.workspace.letter_templates())

    def _pictures(self, cycle: str) -> dict[str, str]:
        """Digests of the pictures that letters of a cycle bear, by their files."""
        files = () if self.settings is None else pictures_of(self.settings.sender_of(cycle))
        return template_digests({file: self.workspace.content(file) for file in files})

    @cached_property
    def _agreements(self) -> Agreements:
        return Agreements(self.workspace)

    @cached_property
    def neighbours(self) -> dict[str, str]:
        """The names of all authorities here, by id."""
        return names_of(self.workspace, self.known)

    def files(self, cycle: str, authority: str, *, explain: bool = False) -> Files:
        """Read all that there is of an authority in a cycle.

        Args:
            cycle: The cycle.
            authority: The authority's id.
            explain: Whether the scores are to say why.

        Returns:
            The files and the case that they make.
        """
        at_home = self.at(authority)
        if at_home is not self:
            return at_home.files(cycle, authority, explain=explain)
        of_authority = self.authority(authority)
        assessment = self.workspace.assessment(cycle, authority)
        review = self.workspace.review(cycle, authority)
        ref = self._criteria_of(cycle, assessment)
        edition = self.edition(ref) if ref is not None else None
        record = self.workspace.record(cycle, authority)
        case = Case(
            authority,
            cycle,
            self.settings,
            of_authority.model if of_authority is not None else None,
            assessment.model if assessment is not None else None,
            review.model if review is not None else None,
            edition.loaded.model if edition is not None and edition.scorer is not None else None,
            issued=self.workspace.issued(cycle, authority),
            record=record.model if record is not None else None,
            covered=self._covered(assessment.model if assessment is not None else None),
            letter_templates={**self.letter_templates, **self._pictures(cycle)},
        )
        case = self._with_recommendations(case)
        if edition is not None and edition.scorer is not None:
            case = case._replace(scores=edition.scorer.score(case.assessment, case.review, explain=explain))
        return Files(case, of_authority, assessment, review, edition)

    def _covered(self, assessment: Assessment | None) -> dict[str, str]:
        covered = assessment.covers if assessment is not None else ()
        read = {name: self.workspace.authority(name) for name in covered}
        return {name: loaded.model.name for name, loaded in read.items() if loaded is not None and loaded.model}

    def _criteria_of(self, cycle: str, assessment: Loaded[Assessment] | None) -> str | None:
        if assessment is not None and assessment.model is not None:
            return assessment.model.criteria
        named = self.settings.cycles.get(cycle) if self.settings is not None else None
        return named.criteria if named is not None else None

    def _with_recommendations(self, case: Case) -> Case:
        """Add what was recommended before: to the authority itself, and to those whose part it has taken."""
        if case.relatives:
            case = case._replace(earlier=self._predecessors(case.relatives) - {case.authority_id})
            read = (self.workspace.authority(name) for name in sorted(case.relatives))
            case = case._replace(kin=tuple(each.model for each in read if each is not None and each.model is not None))
        before = previous_cycle(case.cycle)
        makers = (case.authority_id, *sorted(case.relatives))
        found = self.recommended(before, makers)
        recommended, inherited = found if found is not None else ({}, {})
        made_to = {name: one.made_to for name, one in recommended.items()}
        older: set[str] = set()
        for cycle in older_cycles(case):
            open_then, also_called = self.recommended(cycle, makers) or ({}, {})
            older |= open_then.keys()
            inherited |= also_called
            made_to |= {name: one.made_to for name, one in open_then.items()}
        texts = {name: one.text for name, one in recommended.items()} if found is not None else None
        return case._replace(recommended=texts, inherited=inherited, older=frozenset(older), made_to=made_to)

    def _predecessors(self, authorities: Iterable[str]) -> frozenset[str]:
        """Find whose part authorities have taken, in turn."""
        found, left = set[str](), list(authorities)
        while left:
            loaded = self.workspace.authority(left.pop())
            if loaded is not None and loaded.model is not None:
                left += [name for name in loaded.model.predecessors if name not in found]
                found.update(loaded.model.predecessors)
        return frozenset(found)

    def recommended(
        self, cycle: str, authorities: Sequence[str]
    ) -> tuple[dict[str, Recommended], dict[str, str]] | None:
        """Read what a cycle's letters recommended to an authority and to those whose part it has taken.

        Args:
            cycle: The cycle.
            authorities: The authority, then the others.

        Returns:
            The recommendations by their one name, and other names of those that came from another authority; None
            where none of them has a review of that cycle that can be read.
        """
        reviews = {name: self.workspace.review(cycle, name) for name in authorities}
        made = {
            name: recommended_in(cycle, review.model, self.settings)
            for name, review in reviews.items()
            if review is not None and review.model is not None
        }
        return gathered(authorities[0], made) if made else None

    def findings(self, files: Files) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """Check the two files of an authority in a cycle.

        Args:
            files: The files.

        Returns:
            What is wrong with the self-assessment, and what is wrong with the review.
        """
        of_assessment, of_review = self._found("assessment", files), self._found("review", files)
        if _names_nobody(files.case) or any(each.code in MISNAMED for each in (*of_assessment, *of_review)):
            # What is misspelt is another text than was signed: that is one fault, and not to be signed anew.
            of_review = [each for each in of_review if each.code not in OF_SIGNED]
        left = warnings_left([*of_assessment, *of_review], LINT, self.settings)
        beside = warnings_left(self._of_shared_files(files), LINT, self.settings)
        elsewhere = list(dict.fromkeys(each.location.path for each in beside))
        early = cleared_with_warnings(files.case, len(left) + len(beside), elsewhere)
        if early is not None and files.review is not None:
            of_review.append(files.review.diagnose(early))
        return of_assessment, of_review

    def _of_shared_files(self, files: Files) -> list[Diagnostic]:
        edition = files.edition.diagnostics if files.edition is not None else ()
        return [*self.printed_of_others(files), *edition]

    def printed_of_others(self, files: Files, *, anew: bool = False) -> list[Diagnostic]:
        """Check what a letter prints of settings, authorities and templates, as of its date.

        Args:
            files: The files.
            anew: Whether the letter is to be issued once more; else one that is issued is left alone.

        Returns:
            What is wrong there; nothing until the letter is cleared.
        """
        case = files.case
        if case.review is None or case.review.cleared is None or (case.issued and not anew):
            return []
        covered = case.assessment.covers if case.assessment is not None else ()
        others = [loaded for each in covered if (loaded := self.workspace.authority(each)) is not None]
        return [*letter_findings(case, self.workspace.settings, files.authority, others), *self._of_templates]

    @cached_property
    def _of_templates(self) -> list[Diagnostic]:
        return template_findings(self.workspace)

    def _found(self, kind: Literal["assessment", "review"], files: Files) -> list[Diagnostic]:
        loaded = files.assessment if kind == "assessment" else files.review
        if loaded is None or loaded.model is None:
            return (
                []
                if loaded is None
                else self._of_form(loaded, Assessment if kind == "assessment" else Review, files.case)
            )
        case = files.case if kind == "assessment" else files.case._replace(agreed_on=self._agreements.bases(files.case))
        file = CycleFile(
            kind,
            case,
            authorities=self.known,
            editions=self.workspace.editions,
            edition_found=files.edition is not None,
            assessment_found=files.assessment is not None,
            assessed=lambda other: self.workspace.has(assessment_path(case.cycle, other)),
            neighbours=lambda: self.neighbours,
            signing=lambda step: self._agreements.signing(case, step),
        )
        named = NamedFile(loaded.model, {"authority": case.authority_id, "cycle": case.cycle})
        found = (*findings("name", named), *findings(kind, file))
        return [*loaded.diagnostics, *map(loaded.diagnose, found)]

    def _of_form(self, loaded: Loaded[Any], model: type[Model], case: Case) -> list[Diagnostic]:
        """Say what keeps a file from being read, in the words that fit in it."""
        return list(in_words(loaded, model, around_case(case, self.authorities, self.workspace.editions())))

    @property
    def authorities(self) -> dict[str, str]:
        """The names of all authorities here, by id; of one whose file cannot be read it is empty."""
        return {name: self.neighbours.get(name, "") for name in sorted(self.known)}


def _names_nobody(case: Case) -> bool:
    """Tell whether the authority's letter goes to a role that nobody bears, which is found in its own file."""
    letter = case.authority.letter if case.authority is not None else None
    return letter is not None and not {letter.to, *letter.cc, *letter.thanks} <= case.roles.keys()


def existing(workspace: Workspace, cycle: str) -> list[str]:
    """List the authorities of a workspace that exist in a cycle.

    Args:
        workspace: The workspace.
        cycle: The cycle.

    Returns:
        The ids of those that have a file, but for those whose `valid_from` and `valid_to` leave the cycle out.
    """
    read = ((each, workspace.authority(each)) for each in workspace.authorities())
    return [each for each, loaded in read if loaded is None or loaded.model is None or exists_in(loaded.model, cycle)]


def successors(workspace: Workspace) -> list[Authority]:
    """Read the files of the authorities that have taken another's part; only files that say so are read in full.

    Args:
        workspace: The workspace.

    Returns:
        The authorities, by id.
    """
    found = []
    for name in workspace.authorities():
        home = workspace.members.home(name)
        try:
            says_so = _SUCCESSOR_OF in read_file(home.root / authority_path(name), root=home.root)
        except FileRefused:
            continue
        loaded = workspace.authority(name) if says_so else None
        if loaded is not None and loaded.model is not None and loaded.model.predecessors:
            found.append(loaded.model)
    return found


def errors_of(found: Iterable[Diagnostic], workspace: Workspace) -> tuple[Diagnostic, ...]:
    """Give the errors among findings, by the settings' severities.

    Args:
        found: The findings.
        workspace: The workspace.

    Returns:
        The errors in their order, each once.
    """
    errors = (each for each in apply_settings(found, workspace.settings.model) if each.severity is Severity.ERROR)
    return tuple(dict.fromkeys(errors))


def problems(reader: Reader, files: Files, *, anew: bool = False) -> list[Diagnostic]:
    """Gather all that is wrong with an authority's files of a cycle, the edition's errors among it.

    Once the letter is cleared, also what is wrong with what it prints of other files.

    Args:
        reader: The reader that read them.
        files: The files.
        anew: Whether a letter that is issued is to be issued once more.

    Returns:
        The findings; paths are relative to the reader's workspace.
    """
    home = reader.at(files.case.authority_id)
    if home is not reader:
        found = [*home.workspace.settings.diagnostics, *problems(home, files, anew=anew)]
        return list(prefixed_findings(reader.way_to(home), apply_settings(found, home.settings)))
    of_assessment, of_review = reader.findings(files)
    found = [*of_assessment, *of_review]
    if files.assessment is None:
        found.append(_missing(files))
    if files.edition is not None:
        found += files.edition.diagnostics
    if files.authority is not None:
        found += files.authority.diagnostics
    return [*found, *reader.printed_of_others(files, anew=anew)]


def _missing(files: Files) -> Diagnostic:
    place = Location(assessment_path(files.case.cycle, files.case.authority_id))
    message = f"{files.case.authority_id} has no self-assessment for {files.case.cycle}"
    return Diagnostic(
        ASSESSMENT_MISSING.code,
        ASSESSMENT_MISSING.severity,
        place,
        message,
        f"`prevent-assure new --authority {files.case.authority_id} --cycle {files.case.cycle}` lays it out",
    )
