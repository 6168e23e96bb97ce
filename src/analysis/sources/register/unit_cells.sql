-- The same by unit.
SELECT
    period, unit, "group", direction::direction_code AS direction, kind::kind_code AS kind,
    count(*) AS persons
FROM movements
GROUP BY ALL
