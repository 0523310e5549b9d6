"""The companies' segments are a table without a model: a trigger of its own moves the version of the data."""

from django.db import migrations

MOVES = """
CREATE TRIGGER version_moves AFTER INSERT OR UPDATE OR DELETE ON companies_company_segments
    FOR EACH STATEMENT EXECUTE FUNCTION kb_version_moves()
"""


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_initial"), ("sources", "0003_data_version")]
    operations = [migrations.RunSQL(MOVES, "DROP TRIGGER version_moves ON companies_company_segments")]
