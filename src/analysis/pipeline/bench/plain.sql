-- The spells of each person as one would write it down who trusts the register: nothing is checked.
CREATE TEMP TABLE spells AS
WITH lasting AS (
    SELECT
        person AS who, unit, "group", staff_class, level::level_code AS level, qualified_on,
        trained_on, course_kind, entry, exit, exit_reason,
        coalesce(exit, 'infinity'::DATE) AS until
    FROM read_parquet($paths)
),
placed AS (
    SELECT
        *,
        lag(until) OVER in_turn AS until_before,
        lag(unit) OVER in_turn AS unit_before,
        lag(level) OVER in_turn AS level_before,
        lead(entry) OVER in_turn AS entry_after,
        lead(unit) OVER in_turn AS unit_after,
        lead(CASE WHEN qualified_on > entry THEN NULL ELSE level END) OVER in_turn AS level_after,
        min(trained_on) OVER (
            in_turn ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS trained_since
    FROM lasting
    WINDOW in_turn AS (PARTITION BY who ORDER BY entry)
)
SELECT
    * EXCLUDE (level_after),
    coalesce(level_after, level) AS level_after,
    CASE
        WHEN qualified_on IS NULL OR qualified_on <= entry THEN level
        WHEN until_before = entry THEN level_before
        ELSE $before::level_code
    END AS level_at_entry
FROM placed
