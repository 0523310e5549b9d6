"""What every filter of ours does: it reads its texts strictly, and says which of its values SQL takes as parameters."""

import django_filters
from django.utils.translation import gettext as _

from records.problems import BadParameter


class QueryFilter(django_filters.Filter):
    """A filter that is asked in three steps: `read` the texts, say what is `named`, `filter` a queryset.

    The first costs nothing and refuses all that can be refused without a look at the data. The last costs milliseconds
    of building SQL; `mapped` is what spares them: it hands each value that the SQL takes as a parameter to a function,
    so that one statement serves every question of the same shape (records/list_queries.py).
    """

    is_facet = False
    takes_several = False
    is_planned = True
    """Whether questions with this filter are few enough in shape to keep their statements."""
    kind = ""
    row = ""
    allowed = ()
    key = ""
    """Its parameter in the query string; known once it is bound to a filter set."""

    def bound(self, key, model):
        self.key, self.model = key, model

    def read(self, texts):
        """The value of a parameter with these texts; None or empty where nothing is asked. Raises BadParameter."""
        raise NotImplementedError

    def named(self, value):
        """[(model, slug)] of the records that the value names. Whether they are there costs a query: asked last."""
        return ()

    def missed(self, model, slug):
        """The BadParameter for a record that is named and not there."""
        raise NotImplementedError

    def proves_itself(self, value):
        """Whether an answer that is not empty shows that all that the value names is there."""
        return True

    def mapped(self, value, leaf):
        """The value with `leaf(part)` in the place of each part that is a parameter of the SQL; here there is none."""
        return value

    def days_of(self, field, value):
        """The spans of days, one of which the date in `field` must have a day of; none where it is another filter."""
        return ()

    def refused(self, message, allowed=None):
        allowed = self.allowed if allowed is None else allowed
        return BadParameter({
            "parameter": self.key, "message": str(message), "allowed": [str(word) for word in allowed],
        })  # fmt: skip


def no_nul(item, texts):
    """The texts that are not empty. Raises BadParameter for a character that PostgreSQL can't hold."""
    if any("\0" in text for text in texts):
        raise item.refused(_("No value holds a NUL character."))
    return tuple(text for text in texts if text)
