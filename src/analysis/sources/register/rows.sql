-- Each row of a register with the first thing that is wrong with it by itself, or NULL.
-- A person is told from others by the first 128 bits of the hash. Codes become enumerations: one
-- that is not known becomes NULL, and of levels a later one is the higher.
SELECT
    CASE WHEN regexp_full_match(person, $form) THEN TRY_CAST(person[1:32] AS UUID) END AS who,
    TRY_CAST(unit AS unit_code) AS unit,
    TRY_CAST("group" AS group_code) AS "group",
    TRY_CAST(staff_class AS staff_class_code) AS staff_class,
    TRY_CAST(level AS level_code) AS level,
    qualified_on,
    trained_on,
    TRY_CAST(course_kind AS course_kind_code) AS course_kind,
    entry,
    exit,
    TRY_CAST(exit_reason AS exit_reason_code) AS exit_reason,
    CASE
        WHEN person IS NULL THEN 'no_id'
        WHEN NOT regexp_full_match(person, $form) THEN CASE
            WHEN regexp_full_match(person, '\s*([0-9]{9}|[0-9]{12})\s*') THEN 'id_is_number_of_card'
            WHEN contains(person, '@') THEN 'id_is_address'
            WHEN regexp_full_match(person, '[\pL .''-]+') AND NOT regexp_full_match(person, '[0-9a-fA-F]+')
                THEN 'id_is_name'
            ELSE 'id_is_no_hash' END
        WHEN $of_nobody <> '' AND suffix(person, $of_nobody) THEN 'generated_person'
        WHEN unit IS NULL THEN 'missing:unit'
        WHEN TRY_CAST(unit AS unit_code) IS NULL THEN 'unknown:unit'
        WHEN "group" IS NULL THEN 'missing:group'
        WHEN TRY_CAST("group" AS group_code) IS NULL THEN 'unknown:group'
        WHEN staff_class IS NULL THEN 'missing:staff_class'
        WHEN TRY_CAST(staff_class AS staff_class_code) IS NULL THEN 'unknown:staff_class'
        WHEN level IS NULL THEN 'missing:level'
        WHEN TRY_CAST(level AS level_code) IS NULL THEN 'unknown:level'
        WHEN course_kind IS NOT NULL AND TRY_CAST(course_kind AS course_kind_code) IS NULL
            THEN 'unknown:course_kind'
        WHEN exit_reason IS NOT NULL AND TRY_CAST(exit_reason AS exit_reason_code) IS NULL
            THEN 'unknown:exit_reason'
        WHEN NOT entry_given THEN 'missing:entry'
        WHEN entry IS NULL THEN 'no_date:entry'
        WHEN exit_given AND exit IS NULL THEN 'no_date:exit'
        WHEN qualified_on_given AND qualified_on IS NULL THEN 'no_date:qualified_on'
        WHEN trained_on_given AND trained_on IS NULL THEN 'no_date:trained_on'
        WHEN entry < $earliest THEN 'too_early:entry'
        WHEN exit < $earliest THEN 'too_early:exit'
        WHEN qualified_on < $earliest THEN 'too_early:qualified_on'
        WHEN trained_on < $earliest THEN 'too_early:trained_on'
        WHEN entry > $until THEN 'too_late:entry'
        WHEN exit > $until THEN 'too_late:exit'
        WHEN qualified_on > $until THEN 'too_late:qualified_on'
        WHEN trained_on > $until THEN 'too_late:trained_on'
        WHEN exit <= entry THEN 'exit_not_after_entry'
        WHEN qualified_on >= exit THEN 'qualified_after_exit'
        WHEN trained_on IS NOT NULL AND course_kind IS NULL THEN 'training_without_kind'
        WHEN trained_on IS NULL AND course_kind IS NOT NULL THEN 'kind_without_training'
        WHEN exit IS NOT NULL AND exit_reason IS NULL THEN 'exit_without_reason'
        WHEN exit IS NULL AND exit_reason IS NOT NULL THEN 'reason_without_exit'
    END AS problem{also}
FROM ({source}) AS raw
WHERE {part}
