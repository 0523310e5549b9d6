"""`POST /api/v1/proposals/`: what a script or an extraction model proposes, in the shape of the fixture files."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.views import APIView

from accounts.bearer import BearerToken, MayPropose
from curation.json_files import JsonReader, printable
from curation.loading import Refused, load_read
from history.models import CHOSEN_BY_EDITORS, Kind
from records.admin.database_errors import error_message
from records.api import JsonNegotiation, json_response
from records.clean_text import clean_text
from records.json_body import Number, Pairs, body_of, check_type, object_of
from records.problems import BadParameter, parameter_error, parameter_errors, raise_if_any
from search.search_query import PRESENT_ALONE

from .documents import ProblemDoc, ProposalDoc, ProposalRequestDoc
from .from_files import Unproposable, check_revision, propose_contents

EXAMPLE = '{"made_against": 12, "files": {"companies/<slug>.yaml": {…}}}'
MEMBERS = ("made_against", "files", "reason", "kind")
KINDS = [kind.value for kind in CHOSEN_BY_EDITORS]
LONGEST_REASON = 1000
PROBLEM = OpenApiResponse(ProblemDoc, description="A problem (RFC 9457).")


class ProposalsView(APIView):
    """Propose changes, for a reviewer to decide on."""

    authentication_classes = [BearerToken]
    permission_classes = [MayPropose]
    content_negotiation_class = JsonNegotiation
    metadata_class = None
    knows_only_the_present = PRESENT_ALONE

    @extend_schema(
        operation_id="propose", request={"application/json": ProposalRequestDoc},
        responses={201: ProposalDoc, 200: ProposalDoc} | {
            (status, "application/problem+json"): PROBLEM for status in (400, 401, 403, 413, 415, 429)
        },
    )  # fmt: skip
    def post(self, request):
        """Propose what files of fixtures say. Nothing of it is public before a reviewer has accepted it.

        The same files are one proposal: sent again they are answered with the first, and 200.
        """
        raise_if_any(parameter_errors(request.GET, ()))
        check_type(request)
        otherwise = _("The body is not an object with “made_against” and “files”.")
        body = object_of(body_of(request), EXAMPLE, otherwise)
        values = _Values(body)
        if values.errors:
            raise BadParameter(*values.errors, *_errors_of(values.files))
        files = values.read.pop("files")
        try:
            proposal, is_new = propose_contents(files, request.user.get_username(), **values.read)
        except Refused as refused:
            raise BadParameter(*map(_in_file, refused.mistakes)) from None
        except Unproposable as refusal:
            raise BadParameter(parameter_error("files", refusal)) from None
        address = request.build_absolute_uri(reverse("desk:proposal", args=[proposal.pk]))
        response = json_response({"number": proposal.pk, "state": proposal.state, "address": address})
        response["Cache-Control"] = "no-store"
        response["Location"] = address
        response.status_code = 201 if is_new else 200
        return response


class _Values:
    """The members of a body: what was read of them, and every mistake."""

    def __init__(self, body):
        self.read, self.errors, self.files = {}, [], ()
        for key, value in body:
            name = printable(key)
            if name not in MEMBERS:
                self._error(name, _("“%(name)s” is not known.") % {"name": name[:60]}, MEMBERS)
            elif name in self.read:
                self._error(name, _("“%(name)s” is given twice.") % {"name": name})
            else:
                self.read[name] = self._value(name, value)
        for name in MEMBERS[:2]:
            if name not in self.read:
                self._error(name, _("“%(name)s” is missing.") % {"name": name}, [EXAMPLE])

    def _error(self, name, message, allowed=()):
        self.errors.append(parameter_error(name, message, allowed))

    def _value(self, name, value):
        readers = {"made_against": self._revision, "files": self._files, "reason": self._reason, "kind": self._kind}
        return readers[name](value)

    def _revision(self, value):
        try:
            if isinstance(value, Number) and value.isdecimal() and len(value) < 19:
                return check_revision(int(value))
            raise Unproposable(_("The number of the revision that you have read is expected here."))
        except Unproposable as refusal:
            self._error("made_against", refusal, [_("a number, see /api/v1/changes/")])

    def _files(self, value):
        if isinstance(value, Pairs) and value:
            self.files = value
            return value
        self._error("files", _("An object is expected here: the address of each file, with what it holds."), [EXAMPLE])

    def _reason(self, value):
        try:
            text = clean_text(value) if type(value) is str else None
        except ValidationError as error:
            self._error("reason", " ".join(error.messages))
            return ""
        if text is None or len(text) > LONGEST_REASON:
            message = _("A text of at most %(most)s characters is expected here.") % {"most": LONGEST_REASON}
            self._error("reason", message)
        return text

    def _kind(self, value):
        if value in KINDS:
            return Kind(value)
        self._error("kind", _("This is no kind of change."), KINDS)


def _errors_of(files):
    """The mistakes in files that are not proposed anyway."""
    try:
        load_read(JsonReader(files).read(), dry_run=True)
    except Refused as refused:
        return map(_in_file, refused.mistakes)
    except (IntegrityError, DataError) as error:
        return [parameter_error("files", error_message(error))]
    return ()


def _in_file(mistake):
    """A mistake in a file with where it stands: file, record, and the field as a JSON pointer into the file."""
    pointer = getattr(mistake.line, "pointer", "")
    where = {"file": mistake.file, "record": mistake.record, "field": pointer}
    return parameter_error("files", mistake.message) | where
