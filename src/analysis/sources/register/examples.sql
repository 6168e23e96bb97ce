-- The first rows of each outcome but those that are counted.
WITH numbered AS (
    {rows}
)
SELECT problem AS outcome, min(row, 3) AS examples
FROM numbered
WHERE problem IS NOT NULL
GROUP BY problem
UNION ALL
SELECT shown.outcome, min(row, 3) AS examples
FROM numbered JOIN shown ON numbered.who = shown.who AND numbered.entry = shown.entry
WHERE problem IS NULL
GROUP BY shown.outcome
ORDER BY outcome
