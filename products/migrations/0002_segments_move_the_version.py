"""The products' segments are a table without a model: a trigger of its own moves the version of the data."""

from django.db import migrations

MOVES = """
CREATE TRIGGER version_moves AFTER INSERT OR UPDATE OR DELETE ON products_product_segments
    FOR EACH STATEMENT EXECUTE FUNCTION kb_version_moves()
"""


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial"), ("sources", "0003_data_version")]
    operations = [migrations.RunSQL(MOVES, "DROP TRIGGER version_moves ON products_product_segments")]
