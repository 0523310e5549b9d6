"""Static files are compressed beforehand, quickly enough for a start of the site."""

import gzip

import brotli

from medtech_kb.static_files import StaticFiles


def test_a_file_is_compressed_in_both_codings_but_the_maps_of_scripts_are_not(tmp_path):
    script = b"function kb() { return 'of devices'; }\n" * 100
    for name in ("kb.js", "kb.js.map"):
        (tmp_path / name).write_bytes(script)
    made = dict(StaticFiles(location=tmp_path, base_url="/static/").compress_files(["kb.js", "kb.js.map"]))
    assert made.keys() == {"kb.js"}
    assert brotli.decompress((tmp_path / "kb.js.br").read_bytes()) == script
    assert gzip.decompress((tmp_path / "kb.js.gz").read_bytes()) == script
    assert not (tmp_path / "kb.js.map.br").exists()
