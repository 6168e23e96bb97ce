-- Persons by group, staff class, level and whether trained, units put together.
SELECT
    period, "group"::VARCHAR AS "group", staff_class::VARCHAR AS staff_class,
    level::VARCHAR AS level, trained, CAST(sum(persons) AS BIGINT) AS persons
FROM standing
GROUP BY ALL
