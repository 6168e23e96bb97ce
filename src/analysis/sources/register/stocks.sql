-- Persons by group, staff class, level and whether trained, units put together.
SELECT
    period, "group", staff_class, level, trained, CAST(sum(persons) AS BIGINT) AS persons
FROM standing
GROUP BY ALL
