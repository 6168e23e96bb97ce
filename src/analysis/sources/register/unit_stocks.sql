-- Persons by unit and level.
SELECT
    period, unit::VARCHAR AS unit, "group"::VARCHAR AS "group", level::VARCHAR AS level,
    CAST(sum(persons) AS BIGINT) AS persons
FROM standing
GROUP BY ALL
