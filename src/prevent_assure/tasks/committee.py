"""What a paper for a scrutiny committee adds to a public letter: the cycle before."""

from prevent_assure.diagnostics import InputError
from prevent_assure.documents.committee import Earlier, committee_view
from prevent_assure.documents.committee_views import CommitteeView
from prevent_assure.documents.redaction.edition import Redactor
from prevent_assure.documents.redaction.withheld import Secret, secrets_of
from prevent_assure.documents.views import LetterView
from prevent_assure.documents.wording import Wording
from prevent_assure.rules.case import previous_cycle
from prevent_assure.rules.recommendations import progress_of

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
    cycle, now = previous_cycle(files.case.cycle), files.case
    here = reader.at(now.authority_id)
    makers = (now.authority_id, *sorted(now.relatives))
    recommended, _ = here.recommended(cycle, makers) or ({}, {})
    texts = {
        name: redactor.mark("restricted") if one.restricted else redactor.text(one.text)
        for name, one in recommended.items()
    }
    before = here.files(cycle, now.authority_id).case
    reviews = [case.review for case in (before, *(here.files(cycle, name).case for name in makers[1:]))]
    secrets = [
        secret for review in reviews if review is not None for secret in secrets_of(review.letter, f"review of {cycle}")
    ]
    outcomes, labels = {}, {}
    if before.review is not None and before.criteria is not None:
        outcomes = {key: one.agreed for key, one in before.review.benchmarks.items() if one.agreed is not None}
        labels = {one.id: one.label for one in before.criteria.outcomes}
    elif not texts:
        return None, ()
    return Earlier(cycle, outcomes, labels, texts, progress_of(now)), tuple(secrets)
