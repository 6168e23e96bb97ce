-- How many persons are there in each cell on each day of a stock? Counted apart from the movements,
-- so that the two can be held against each other.
CREATE TEMP TABLE standing AS
WITH stocks AS (
    SELECT unnest(range(len($days))) AS period, unnest($days) AS day
)
SELECT
    period, unit, "group", staff_class,
    CASE WHEN day < qualified_on THEN level_at_entry ELSE level END AS level,
    coalesce(trained_since <= day, false) AS trained,
    count(*) AS persons
FROM spells JOIN stocks ON entry <= day AND day < until
GROUP BY ALL
