"""The list of differences between moto and AWS that our stacks meet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    name: str
    moto: str
    """What moto 5.2.1 does."""
    aws: str
    """Where AWS documents what it does instead."""
    needed_by: str
    """The terraform resource, and what goes wrong without the entry."""
    apply: Callable[[], None]


_all: list[Difference] = []


def difference(name: str, *, moto: str, aws: str, needed_by: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    def register(apply: Callable[[], None]) -> Callable[[], None]:
        _all.append(Difference(name, moto, aws, needed_by, apply))
        return apply

    return register


def apply_all(skipped: set[str]) -> Iterator[str]:
    """Applies every entry but the skipped ones and gives their names; an unknown name is a mistake of the caller."""
    unknown = skipped - {entry.name for entry in _all}
    if unknown:
        raise SystemExit(f"SHIM_WITHOUT names no entry of the shim: {', '.join(sorted(unknown))}")
    for entry in _all:
        if entry.name not in skipped:
            entry.apply()
            yield entry.name
