"""Counts for the tests, of the first question of a form."""

from toolkit.evaluation.counts import Count, Counts, Tally
from toolkit.evaluation.form import Form
from toolkit.files.evaluation_forms import shipped_form


def counts(form: Form | None = None, **classes: Tally) -> Counts:
    """What classes have answered to the first question."""
    form = form or shipped_form()
    item = form.items[0]
    agreeing = next(one.key for one in item.answers[::-1] if one.is_agreeing)
    other = next(one.key for one in item.answers if not one.is_agreeing)
    return Counts(
        form,
        tuple(
            Count(name, item.key, answer, count)
            for name, tally in classes.items()
            for answer, count in (
                (agreeing, tally.agree),
                (other, tally.rest),
                ("", tally.missing),
            )
        ),
    )
