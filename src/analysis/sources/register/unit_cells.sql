-- The same by unit.
SELECT
    period, unit::VARCHAR AS unit, "group"::VARCHAR AS "group", direction, kind,
    count(*) AS persons
FROM movements
GROUP BY ALL
