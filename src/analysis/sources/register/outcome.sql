-- What became of the rows of persons: kept, or which problem keeps a row out.
SELECT outcome, CAST(sum(copies) AS BIGINT) AS rows
FROM (
    SELECT
        coalesce(
            problem,
            CASE WHEN contradicts THEN 'overlap' WHEN waiting.who IS NOT NULL THEN 'waits' ELSE 'kept' END
        ) AS outcome,
        CASE WHEN problem IS NULL THEN 1 ELSE copies END AS copies
    FROM spells LEFT JOIN waiting USING (who)
    UNION ALL
    SELECT 'copy', copies - 1 FROM spells WHERE problem IS NULL AND copies > 1
    UNION ALL
    SELECT problem, 1 FROM checked WHERE who IS NULL
)
GROUP BY outcome
ORDER BY outcome
