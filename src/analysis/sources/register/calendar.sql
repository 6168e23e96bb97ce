-- Every day of a register: its period, and how many days of that are left from it on, it included.
CREATE TEMP TABLE calendar AS
WITH stocks AS (
    SELECT unnest($days) AS stock
),
days AS (
    SELECT CAST(day AS DATE) AS day
    FROM range($earliest, $until + INTERVAL 1 DAY, INTERVAL 1 DAY) AS days(day)
)
SELECT
    day,
    count(*) FILTER (stock < day) AS period,
    min(stock) FILTER (stock >= day) - day + 1 AS days_left
FROM days CROSS JOIN stocks
GROUP BY day
