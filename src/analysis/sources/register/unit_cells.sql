-- The same by unit.
SELECT
    period, unit::VARCHAR AS unit, "group"::VARCHAR AS "group", direction, kind,
    CAST(sum(persons) AS BIGINT) AS persons
FROM movements
GROUP BY ALL
