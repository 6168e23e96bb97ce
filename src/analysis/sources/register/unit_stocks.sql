-- Persons by unit and level.
SELECT
    period, unit, "group", level, CAST(sum(persons) AS BIGINT) AS persons
FROM standing
GROUP BY ALL
