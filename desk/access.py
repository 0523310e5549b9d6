"""Who may sit at the desk, and the source that is asked for."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from records.admin.reading import may_edit
from sources.models import Source

from .progress import RIGHTS


def at_the_desk(view):
    """A view of the admin for editors who may read the texts of sources; what it answers is stored nowhere.

    Where the address names a source, the view gets it.
    """

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not may_sit_at_it(request):
            raise PermissionDenied
        if "pk" in kwargs:
            kwargs["source"] = get_object_or_404(Source, pk=kwargs.pop("pk"))
        return view(request, *args, **kwargs)

    return admin.site.admin_view(never_cache(checked))


def may_sit_at_it(request) -> bool:
    """Whether the user may read the texts of sources and record something."""
    return request.user.has_perm("sources.view_sourcetext") and may_edit(request)


def may_end(request) -> bool:
    """Whether the user may say how far a source is read."""
    return all(map(request.user.has_perm, RIGHTS))
