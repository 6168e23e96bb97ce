-- How long persons stay: each unbroken career in two pieces, before training and from it on.
-- Days count from the first day of the career; entry is where the register begins to look.
WITH numbered AS (
    SELECT
        *,
        count(*) FILTER (until_before IS DISTINCT FROM entry) OVER (
            PARTITION BY who ORDER BY entry ROWS UNBOUNDED PRECEDING
        ) AS career
    FROM spells
),
careers AS (
    SELECT
        who, career, min(entry) AS begins, max(until) AS ends,
        arg_max(exit_reason, until)::VARCHAR AS reason,
        any_value(trained_since) AS trained_since
    FROM numbered
    GROUP BY who, career
),
pieces AS (
    SELECT
        begins, ends, reason, false AS trained, begins AS since, begins AS starts,
        least(ends, coalesce(trained_since, ends), $until::DATE + 1) AS stops
    FROM careers
    WHERE trained_since IS NULL OR trained_since > begins
    UNION ALL
    SELECT
        begins, ends, reason, true, trained_since, greatest(begins, trained_since),
        least(ends, $until::DATE + 1)
    FROM careers
    WHERE trained_since IS NOT NULL AND trained_since < ends
)
SELECT
    trained,
    greatest(starts, $from::DATE) - begins AS entry_days,
    stops - begins AS stop_days,
    CASE WHEN trained THEN greatest(starts, $from::DATE) - since END AS entry_since_training_days,
    CASE WHEN trained THEN stops - since END AS stop_since_training_days,
    stops = ends AS left_service,
    CASE WHEN stops = ends THEN reason END AS reason,
    count(*) AS persons
FROM pieces
WHERE stops > greatest(starts, $from::DATE)
GROUP BY ALL
ORDER BY ALL
