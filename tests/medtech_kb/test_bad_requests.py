"""What Django itself refuses: problem details under /api/, a short page elsewhere."""

import pytest

ELSEWHERE = {"HTTP_HOST": "elsewhere.example.com"}


def test_another_host_is_a_problem_under_the_api(client):
    answer = client.get("/api/v1/companies/", **ELSEWHERE)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["detail"] == "This site does not answer to that host name."


def test_another_host_is_a_short_page_elsewhere(client):
    answer = client.get("/companies/", **ELSEWHERE)
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert "<p>This site does not answer to that host name.</p>" in answer.text


@pytest.mark.django_db
def test_a_form_of_too_many_fields_is_refused_in_words(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = client.post("/admin/login/", {"username": "a", "password": "b", "next": "/admin/"})
    assert answer.status_code == 400
    assert "too many fields" in answer.text
