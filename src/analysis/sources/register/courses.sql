-- How many persons in service took part in a course of each kind in each period.
SELECT
    period, "group", course_kind,
    count(DISTINCT who) AS persons
FROM spells JOIN calendar ON day = trained_on
WHERE trained_on >= entry AND trained_on < until AND period > 0
GROUP BY ALL
