"""How is it told? Facts become sentences, tables, charts and pages, in Vietnamese and English."""
