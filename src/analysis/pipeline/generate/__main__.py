"""What is to be made up: the returns of units, or a register of persons?"""

from __future__ import annotations

import sys

from analysis.pipeline.generate import register, returns

KINDS = {"returns": returns.main, "register": register.main}


def main(arguments: list[str]) -> int:
    """Makes up what the first of the arguments names. Returns 2 where it names nothing."""
    kind, *rest = arguments or [""]
    if kind not in KINDS:
        print(
            'Say what is to be made up: make generate GENERATE="returns <programme>" or '
            'GENERATE="register --rows 140000".',
            file=sys.stderr,
        )
        return 2
    return KINDS[kind](rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
