-- Movements by group, staff class, level and whether trained, units put together.
SELECT
    period, "group", staff_class, level, trained, direction::direction_code AS direction,
    kind::kind_code AS kind, reason,
    count(*) AS persons, CAST(sum(days_left) AS BIGINT) AS person_days
FROM movements
GROUP BY ALL
