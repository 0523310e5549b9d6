"""What lies in a folder from before a dump: files of records that are no more, and files that are none of ours."""

from pathlib import Path

from curation.files import Mapping, Sequence, read_yaml
from curation.folder import FORMER_SLUGS, address_in, entries_of, is_company, refusal_of


def leftovers(folder: Path, written) -> tuple[list[Path], list[Path]]:
    """The paths that a dump has not `written`: (files of earlier dumps, what load_kb would refuse)."""
    stale, others = [], []
    for path in entries_of(folder):
        if path not in written:
            (stale if _is_of_a_dump(path, address_in(folder, path)) else others).append(path)
    return stale, others


def _is_of_a_dump(path, address):
    """Whether it holds what its name says, so that nothing is lost with it that we don't know."""
    mistakes = []
    if refusal_of(address, path):
        return False
    content = read_yaml(path, address, mistakes)
    if mistakes:
        return False
    if is_company(address):
        return isinstance(content, Mapping) and content.get("slug") == path.stem
    if address == FORMER_SLUGS:
        return content is None or isinstance(content, Mapping)
    return content is None or isinstance(content, Sequence) and all(
        isinstance(record, Mapping) and "slug" in record for record in content
    )  # fmt: skip
