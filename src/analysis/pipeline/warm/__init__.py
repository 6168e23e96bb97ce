"""How do notebooks run in processes that have everything imported already?

papermill loads the engine of this package when it is itself imported, so it is imported first.
"""

import papermill as papermill
