"""The form of a report, and keeping what it says."""

import uuid

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from history.models import Kind, Revision
from records.clean_text import clean_text

from ..models import Origin, Proposal, Report
from ..models.report import LONGEST


def _text(name, label, **options):
    return forms.CharField(max_length=LONGEST[name], label=label, error_messages={"required": options.pop("missing")})


class ReportForm(forms.Form):
    """What is wrong, and where that is stated. `field` or `about` says of what, unless the address did."""

    field = forms.ChoiceField(label=_("Which value?"), error_messages={"required": _("Choose a value.")})
    about = _text("about", _("Which record, and which value?"), missing=_("Say which record and value you mean."))
    wrong = _text("wrong", _("What is wrong?"), missing=_("Say what is wrong."))
    stated_at = _text(
        "stated_at", _("Where is that stated?"), missing=_("Say where, if only “in the source that you cite”.")
    )
    form_number = forms.UUIDField(error_messages={"invalid": _("Open the form anew."), "required": _("Open it anew.")})
    website = forms.CharField(required=False)
    """Hidden: whoever fills it in is no reader."""

    def __init__(self, subject, *args, **options):
        super().__init__(*args, **options)
        if subject is None:
            del self.fields["field"]
            return
        del self.fields["about"]
        if subject.part:
            del self.fields["field"]
        else:
            self.fields["field"].choices = subject.choices()

    def _plain(self, name):
        return clean_text(self.cleaned_data[name], has_lines=name != "about")

    def clean_wrong(self):
        return self._plain("wrong")

    def clean_stated_at(self):
        return self._plain("stated_at")

    def clean_about(self):
        return self._plain("about")


def new_number():
    return uuid.uuid4()


def keep(form, subject, page) -> Report:
    """The report that a valid form makes, or has made already."""
    typed = form.cleaned_data
    if subject and "field" in typed:
        subject.field = typed["field"]
    if before := Report.objects.filter(form_number=typed["form_number"]).first():
        return before
    about = subject.about if subject else typed["about"]
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                origin=Origin.READER, title=(subject.name if subject else about)[:200], kind=Kind.CORRECTION,
                touches=[subject.key] if subject else [], made_against=Revision.objects.latest("number").number,
            )  # fmt: skip
            return Report.objects.create(
                proposal=proposal, page=page, value=_address(subject), about=about[: LONGEST["about"]],
                wrong=typed["wrong"], stated_at=typed["stated_at"], form_number=typed["form_number"],
            )  # fmt: skip
    except IntegrityError:  # it was sent twice at once
        return Report.objects.get(form_number=typed["form_number"])


def _address(subject):
    if subject is None:
        return ""
    parts = (subject.record.record_type, subject.record.slug, subject.part, subject.field)
    return "-".join(filter(None, parts))[: LONGEST["value"]]
