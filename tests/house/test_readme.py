"""README opens with what a stranger sees: one picture, and one call of the API with its answer, which holds."""

import json
import re
import struct

import pytest

from environment import BASE

README = (BASE / "README.md").read_text(encoding="utf-8")
OPENING = README.partition("\n## ")[0]
BYTES = 200_000


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped")
def test_the_call_of_the_api_gives_the_answer_that_readme_shows(client):
    address = re.search(r"^curl 'http://127\.0\.0\.1:8000(/api/v1/[^']+)'$", OPENING, re.MULTILINE)[1]
    answer = re.search(r"^```json\n(.*?)^```$", OPENING, re.MULTILINE | re.DOTALL)[1]
    assert client.get(address).json() == json.loads(answer)


def test_it_opens_with_one_screenshot_of_a_desk_that_is_small_enough():
    (path,) = re.findall(r"!\[[^\]]+\]\((docs/images/[^)]+\.png)\)", OPENING)
    picture = (BASE / path).read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (1440, 900)
    assert len(picture) < BYTES
