"""A name's places are looked up by record, field and words: the index begins with these. With the source between them
PostgreSQL 18 reckons with a search for each source and paragraph there is, and takes such a plan for dear.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('sources', '0007_dates_have_ends'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='citation',
            name='a_place_is_cited_once_per_value',
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.UniqueConstraint(fields=('content_type', 'object_id', 'field', 'stated', 'source', 'paragraph'), name='a_place_is_cited_once_per_value', violation_error_message='This place is already cited for this value.'),
        ),
    ]
