-- Who comes into each cell and leaves it, in which period, and the days from then to the end of it.
-- Period 0 is all time until the first stock.
CREATE TEMP TABLE movements AS
WITH arrivals AS (
    SELECT
        entry AS day, unit, "group", staff_class, level_at_entry AS level,
        coalesce(trained_since < entry, false)
            OR (trained_since IS NOT DISTINCT FROM entry AND until_before IS DISTINCT FROM entry)
            AS trained,
        'in' AS direction,
        CASE
            WHEN until_before IS NULL THEN 'hire'
            WHEN until_before < entry THEN 'return'
            WHEN unit <> unit_before AND level_at_entry > level_before THEN 'transfer_and_upgrade'
            WHEN unit <> unit_before THEN 'transfer'
            WHEN level_at_entry > level_before THEN 'upgrade'
            ELSE 'change'
        END AS kind,
        NULL AS reason
    FROM spells
),
departures AS (
    SELECT
        exit AS day, unit, "group", staff_class, level,
        coalesce(trained_since < exit, false) AS trained,
        'out' AS direction,
        CASE
            WHEN entry_after IS DISTINCT FROM exit THEN 'exit'
            WHEN unit <> unit_after AND level_after > level THEN 'transfer_and_upgrade'
            WHEN unit <> unit_after THEN 'transfer'
            WHEN level_after > level THEN 'upgrade'
            ELSE 'change'
        END AS kind,
        CASE WHEN entry_after IS DISTINCT FROM exit THEN exit_reason END AS reason
    FROM spells
    WHERE exit IS NOT NULL
),
qualified AS (
    SELECT
        qualified_on AS day, unit, "group", staff_class, level_at_entry, level,
        coalesce(trained_since < qualified_on, false) AS trained,
        CASE WHEN level > level_at_entry THEN 'upgrade' ELSE 'change' END AS kind
    FROM spells
    WHERE qualified_on > entry AND qualified_on < until AND level <> level_at_entry
),
trained AS (
    SELECT
        trained_since AS day, unit, "group", staff_class,
        CASE WHEN trained_since < qualified_on THEN level_at_entry ELSE level END AS level
    FROM spells
    WHERE (trained_since > entry AND trained_since < until)
        OR (trained_since = entry AND until_before = entry)
),
events AS (
    SELECT * FROM arrivals
    UNION ALL
    SELECT * FROM departures
    UNION ALL
    SELECT day, unit, "group", staff_class, level_at_entry, trained, 'out', kind, NULL FROM qualified
    UNION ALL
    SELECT day, unit, "group", staff_class, level, trained, 'in', kind, NULL FROM qualified
    UNION ALL
    SELECT day, unit, "group", staff_class, level, false, 'out', 'training', NULL FROM trained
    UNION ALL
    SELECT day, unit, "group", staff_class, level, true, 'in', 'training', NULL FROM trained
)
SELECT
    period, unit, "group", staff_class, level, trained, direction, kind, reason, days_left
FROM events JOIN calendar USING (day)
