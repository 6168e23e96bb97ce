"""How do notebooks run in processes that have everything imported already?

papermill loads the engine of this package when it is itself imported, so it is imported first:
without a grammar of a second that jsonschema would build for a format that no notebook has.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import papermill as papermill  # noqa: E402
