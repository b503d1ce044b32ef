"""What a paper for a scrutiny committee adds to a public letter: the cycle before."""

from prevent_assure.diagnostics import InputError
from prevent_assure.documents.committee import Earlier, committee_view
from prevent_assure.documents.committee_views import CommitteeView
from prevent_assure.documents.redaction.edition import Redactor
from prevent_assure.documents.redaction.withheld import Secret, secrets_of
from prevent_assure.documents.views import LetterView
from prevent_assure.documents.wording import Wording
from prevent_assure.rules.case import previous_cycle, recommendations_of

from .publishing import Edition
from .reading import Files, Reader


def committee_paper(
    reader: Reader, files: Files, edition: Edition, letter: LetterView, wording: Wording
) -> tuple[CommitteeView, Edition]:
    """Make the view of a paper.

    Args:
        reader: What reads the workspace.
        files: The authority's files of the cycle.
        edition: The public edition of its letter.
        letter: That letter.
        wording: The fixed words.

    Returns:
        The view, and the edition with what the cycle before withholds as well.

    Raises:
        InputError: If the wording has no words for it.
    """
    if wording.committee is None or wording.public is None:
        msg = "templates/wording.en.yaml has no key `committee`, which the paper needs: see the packaged file"
        raise InputError(msg)
    earlier, secrets = _earlier(reader, files, edition.redactor)
    view = committee_view(letter, edition.sources, earlier, wording, wording.public.mark)
    kept_out = edition.withheld._replace(secrets=(*edition.withheld.secrets, *secrets))
    return view, edition._replace(withheld=kept_out)


def _earlier(reader: Reader, files: Files, redactor: Redactor) -> tuple[Earlier | None, tuple[Secret, ...]]:
    cycle = previous_cycle(files.case.cycle)
    case = reader.files(cycle, files.case.authority_id).case
    if case.review is None or case.criteria is None:
        return None, ()
    restricted = {f"{cycle}/{each.id}" for each in case.review.letter.recommendations if each.restricted}
    recommended = {
        name: redactor.mark("restricted") if name in restricted else redactor.text(text)
        for name, text in recommendations_of(cycle, case.review, case.settings).items()
    }
    outcomes = {key: each.agreed for key, each in case.review.benchmarks.items() if each.agreed is not None}
    labels = {each.id: each.label for each in case.criteria.outcomes}
    return Earlier(cycle, outcomes, labels, recommended), tuple(secrets_of(case.review.letter, f"review of {cycle}"))
