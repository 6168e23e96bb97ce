-- The spells of each person, one after the other, with what stands before and after each.
-- Copies of a row are one row. A level that was reached within the spell was not there at entry:
-- what was there is the level of the spell just before, else the one that register.yml declares.
CREATE TEMP TABLE spells AS
WITH once AS (
    SELECT *, count(*) AS copies FROM checked WHERE who IS NOT NULL GROUP BY ALL
),
lasting AS (
    SELECT *, coalesce(exit, 'infinity'::DATE) AS until FROM once
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
        ) AS trained_since,
        max(until) OVER (in_turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until_so_far
    FROM lasting
    WINDOW in_turn AS (PARTITION BY who ORDER BY entry, until, level, unit)
)
SELECT
    * EXCLUDE (level_after, until_so_far),
    coalesce(level_after, level) AS level_after,
    CASE
        WHEN qualified_on IS NULL OR qualified_on <= entry THEN level
        WHEN until_before = entry THEN level_before
        ELSE $before::level_code
    END AS level_at_entry,
    coalesce(until_so_far > entry, false) OR coalesce(until > entry_after, false) AS contradicts
FROM placed
