-- Up to three spells of each outcome that depends on several rows, to say where these stand.
CREATE OR REPLACE TEMP TABLE shown AS
SELECT outcome, unnest(min({'who': who, 'entry': entry}, 3), recursive := true)
FROM (
    SELECT who, entry, CASE
        WHEN copies > 1 THEN 'copy'
        WHEN contradicts THEN 'overlap'
        WHEN who IN (SELECT who FROM waiting) THEN 'waits' END AS outcome
    FROM spells
    WHERE problem IS NULL
)
WHERE outcome IS NOT NULL
GROUP BY outcome
