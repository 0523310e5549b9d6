"""Folders of fixture files for tests, and the commands over them."""

import hashlib
from io import StringIO
from textwrap import dedent

from django.core.management import CommandError, call_command

TEXT = """A headline

Pamu Medical raised tens of millions of dollars, led by OrbiMed.

\x20\x20
In March 2025 it was certified.
"""
SHA = hashlib.sha256(TEXT.encode()).hexdigest()

FILES = {
    "sources.yaml": f"""
        - slug: src
          title: A headline
          kind: article
          paragraphs: 3
          sha256: {SHA}
          cite: src#1
    """,
    "authorities.yaml": """
        - slug: notified-body
          name: A notified body
          jurisdiction: EU
          kind: notified_body
          cite: src#3
    """,
    "segments.yaml": """
        - {slug: hypertension, name: Hypertension, parent: whole-field, cite: src#2}
        - {slug: whole-field, name: The whole field, cite: src#2}
    """,
    "investors.yaml": "- {slug: orbimed, name: OrbiMed, cite: src#2}",
    "companies/pamu-medical.yaml": """
        slug: pamu-medical
        name: Pamu Medical
        names:
          - {text: 帕母医疗, language: zh-Hans, kind: primary, cite: src#2}
        coverage: profiled
        segments: [hypertension]
        gaps: {website: not_stated}
        cite:
          - src#2
          - {at: src#2, field: name, stated: Pamu Medical}
        people:
          - slug: li-wei
            name: Li Wei
            cite: src#2
            positions:
              - {title: President, cite: {at: src#2, field: title, stated: led by}}
        milestones:
          - slug: pamu-ce
            name: Certified
            authority: notified-body
            pathway: ce_mdr
            outcome: certified
            when: 2025-03
            cite: {at: src#3, field: when, stated: In March 2025}
        rounds:
          - slug: pamu-round
            name: Pamu, a round
            amount: tens of millions of dollars
            cite:
              - {at: src#2, field: amount, stated: tens of millions of dollars}
              - {at: src#3, field: amount, stated: certified, stance: contradicts, note: "no, of course"}
            investments:
              - {investor: orbimed, role: lead, cite: {at: src#2, field: role, stated: led by OrbiMed}}
    """,
}


def write(folder, files):
    """Write texts as files below `folder`; returns the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = dedent(content).lstrip("\n") if isinstance(content, str) else content
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def good(folder, **replaced):
    """A folder without a mistake; keyword `sources="…"` replaces sources.yaml."""
    return write(folder, FILES | {f"{name}.yaml": content for name, content in replaced.items()})


def change(folder, name, old, new):
    """Replace a text in one file, which must hold it."""
    path = folder / name
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


def command(name, *arguments, **options):
    """What a command prints."""
    output = StringIO()
    call_command(name, *map(str, arguments), stdout=output, stderr=output, **options)
    return output.getvalue()


def refused(name, *arguments, **options):
    """What a command prints that refuses."""
    output = StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=output, stderr=output, **options)
    except CommandError as error:
        return f"{output.getvalue()}{error}"
    raise AssertionError("the command took it")


def texts_of(folder):
    """Every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.yaml"))
        if path.is_file()
    }
