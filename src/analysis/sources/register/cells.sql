-- Movements by group, staff class, level and whether trained, units put together.
SELECT
    period, "group"::VARCHAR AS "group", staff_class::VARCHAR AS staff_class,
    level::VARCHAR AS level, trained, direction, kind, reason::VARCHAR AS reason,
    count(*) AS persons, CAST(sum(days_left) AS BIGINT) AS person_days
FROM movements
GROUP BY ALL
