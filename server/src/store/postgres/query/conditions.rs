//! What statements are put together of: who sees a row, which rows a filter means, a page of them.

/// Leaves out what none of the viewer's audiences sees now, if there is a viewer.
macro_rules! seen {
    ($row:literal) => {
        seen!($row, "")
    };
    ($row:literal, $besides:expr) => {
        concat!(
            " AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM membership JOIN feed \
             ON feed.org = membership.org AND feed.audience = membership.audience \
             WHERE membership.org = $1 AND membership.person = $2 AND membership.until IS NULL \
             AND feed.rid = ",
            $row,
            ".rid AND NOT feed.gone)",
            $besides,
            ")"
        )
    };
}

pub(in crate::store::postgres) use seen;

/// Whoever manages a team (an audience whose letter is `m`) sees the customers that nobody owns, too:
/// those stand nowhere, and somebody has to give them to somebody.
macro_rules! or_unowned {
    ($is_unowned:expr) => {
        concat!(
            " OR ",
            $is_unowned,
            " AND EXISTS (SELECT 1 FROM membership WHERE membership.org = $1 \
             AND membership.person = $2 AND membership.until IS NULL \
             AND membership.audience >= '\\x6d' AND membership.audience < '\\x6e')"
        )
    };
}

/// What is seen of a side table.
macro_rules! seen_of {
    ("customer") => {
        seen!("side", or_unowned!("side.owner IS NULL AND NOT side.removed"))
    };
    ("record") => {
        seen_of!("brought")
    };
    ("brought") => {
        seen!(
            "side",
            or_unowned!(
                "EXISTS (SELECT 1 FROM customer WHERE customer.org = $1 \
                 AND customer.rid = side.rid AND customer.owner IS NULL AND NOT customer.removed)"
            )
        )
    };
    ($table:tt) => {
        seen!("side")
    };
}

/// A page of the records that a side table means.
macro_rules! page {
    ($table:tt, $where:expr, $order:expr, $limit:literal, $skip:literal) => {
        concat!(
            "SELECT record.id, record.kind, record.seq, record.bytes FROM ",
            $table,
            " AS side JOIN record USING (org, rid) WHERE side.org = $1",
            seen_of!($table),
            $where,
            " ORDER BY ",
            $order,
            " LIMIT ",
            $limit,
            " OFFSET ",
            $skip
        )
    };
}

/// What is counted of a side table.
macro_rules! counted {
    ($what:literal, $table:tt, $where:expr, $group:literal) => {
        concat!(
            "SELECT ",
            $what,
            "count(*) FROM ",
            $table,
            " AS side WHERE side.org = $1",
            seen_of!($table),
            $where,
            $group
        )
    };
}

macro_rules! ids {
    () => {
        " AND side.id = ANY($3)"
    };
}

macro_rules! few {
    () => {
        " AND side.kind = $3"
    };
}

macro_rules! tasks {
    () => {
        " AND NOT side.removed \
          AND ($3::uuid IS NULL OR side.assignee = $3) \
          AND ($4::uuid[] IS NULL OR side.assignee = ANY($4)) \
          AND ($5::uuid IS NULL OR side.team = $5) \
          AND ($6::uuid IS NULL OR side.customer = $6) \
          AND ($7::uuid IS NULL OR side.customer IN (SELECT record.id FROM customer \
          JOIN record USING (org, rid) WHERE customer.org = $1 AND customer.territory = $7)) \
          AND ($8::uuid IS NULL OR side.series = $8) \
          AND ($9::text IS NULL OR side.plan_day >= $9) \
          AND ($10::text IS NULL OR side.plan_day <= $10) \
          AND ($11::bigint IS NULL OR side.since >= $11) \
          AND ($12::boolean IS NULL OR side.open = $12) \
          AND ($13::text[] IS NULL OR side.status = ANY($13)) \
          AND ($14::bigint[] IS NULL OR side.priority = ANY($14)) \
          AND (NOT $15::boolean OR side.assignee IS NULL) \
          AND NOT EXISTS (SELECT 1 FROM unnest($16::text[]) AS word \
          WHERE position(lower(word) IN lower(side.title)) = 0) \
          AND (NOT $17::boolean OR side.plan_day IS NULL) \
          AND ($18::text IS NULL OR CASE $18 WHEN 'closed' THEN NOT side.open \
          WHEN 'reps_day' THEN side.open AND side.status <> 'declined' \
          AND side.assignee IS NOT NULL \
          WHEN 'to_claim' THEN side.open AND side.status <> 'declined' \
          AND side.assignee IS NULL AND side.team IS NOT NULL \
          ELSE side.open AND (side.status = 'declined' \
          OR side.assignee IS NULL AND side.team IS NULL) END)"
    };
}

macro_rules! customers {
    () => {
        " AND ($3::uuid IS NULL OR side.owner = $3) \
          AND ($4::uuid IS NULL OR side.territory = $4) \
          AND ($5::text IS NULL OR position($5 IN side.tags) > 0) \
          AND NOT EXISTS (SELECT 1 FROM unnest($6::text[]) AS word \
          WHERE side.name NOT ILIKE '%' || word || '%' ESCAPE '' \
          AND side.code NOT ILIKE word || '%' ESCAPE '' \
          AND side.address NOT ILIKE '%' || word || '%' ESCAPE '') \
          AND (NOT $7::boolean OR side.owner IS NULL) \
          AND (NOT $8::boolean OR side.lat IS NULL) \
          AND ($9::uuid IS NULL OR EXISTS (SELECT 1 FROM brought WHERE brought.org = $1 \
          AND brought.import = $9 AND brought.rid = side.rid)) \
          AND ($10::boolean OR NOT side.removed)"
    };
}

macro_rules! codes {
    () => {
        " AND side.code = ANY($3) AND side.code <> '' AND NOT side.removed"
    };
}

macro_rules! notes {
    () => {
        " AND ($3::uuid IS NULL OR side.person = $3) \
          AND ($4::uuid[] IS NULL OR side.person = ANY($4)) \
          AND ($5::uuid IS NULL OR side.customer = $5) \
          AND ($6::uuid IS NULL OR side.task = $6) \
          AND ($7::text IS NULL OR side.outcome = $7) \
          AND ($8::text IS NULL OR side.day >= $8) AND ($9::text IS NULL OR side.day <= $9) \
          AND ($10::bigint IS NULL OR side.time >= $10) \
          AND ($11::bigint IS NULL OR side.time <= $11) \
          AND NOT EXISTS (SELECT 1 FROM unnest($12::text[]) AS word \
          WHERE position(lower(word) IN lower(side.body)) = 0) \
          AND (NOT $13::boolean OR NOT side.withdrawn)"
    };
}

macro_rules! check_ins {
    () => {
        " AND ($3::uuid IS NULL OR side.person = $3) \
          AND ($4::uuid[] IS NULL OR side.person = ANY($4)) \
          AND ($5::uuid IS NULL OR side.customer = $5) \
          AND ($6::uuid IS NULL OR side.task = $6) \
          AND ($7::text IS NULL OR side.verdict = $7) \
          AND ($8::text[] IS NULL OR side.verdict = ANY($8) OR EXISTS (SELECT 1 \
          FROM unnest($8) AS flag WHERE position(' ' || flag || ' ' IN side.evidence) > 0)) \
          AND ($9::text IS NULL OR side.day >= $9) AND ($10::text IS NULL OR side.day <= $10) \
          AND ($11::bigint IS NULL OR side.begins >= $11) \
          AND ($12::bigint IS NULL OR side.begins <= $12) \
          AND (NOT $13::boolean OR NOT side.withdrawn) \
          AND ($14::boolean IS NULL OR (side.task IS NOT NULL) = $14)"
    };
}

macro_rules! diary {
    () => {
        " AND side.person = $3 AND ($4::boolean OR NOT side.settled)"
    };
}

macro_rules! noticed {
    () => {
        " AND side.person = ANY($3) AND NOT side.settled AND side.noticed >= $4"
    };
}

macro_rules! work_days {
    () => {
        " AND ($3::uuid IS NULL OR side.person = $3) \
          AND ($4::uuid[] IS NULL OR side.person = ANY($4)) \
          AND ($5::text IS NULL OR side.day >= $5) AND ($6::text IS NULL OR side.day <= $6) \
          AND (NOT $7::boolean OR side.asks)"
    };
}

macro_rules! last_tracks {
    () => {
        " AND side.person = ANY($3) AND side.ends >= $4 AND side.begins = (SELECT max(begins) \
          FROM track AS other WHERE other.org = $1 AND other.person = side.person)"
    };
}

macro_rules! brought {
    () => {
        " AND side.import = $3"
    };
}

/// When somebody last began a visit of a customer, as far as the viewer sees it.
macro_rules! last_visit {
    ($customer:literal) => {
        concat!(
            "(SELECT max(visit.begins) FROM check_in AS visit WHERE visit.org = $1 \
             AND visit.customer = ",
            $customer,
            " AND NOT visit.withdrawn",
            seen!("visit"),
            ")"
        )
    };
}

macro_rules! tasks_by {
    ($order:literal) => {
        page!("task", tasks!(), $order, "$19", "$20")
    };
}

macro_rules! customers_by {
    ($order:expr) => {
        page!("customer", customers!(), $order, "$11", "$12")
    };
}

macro_rules! points_by {
    ($order:expr) => {
        concat!(
            "SELECT record.id, side.name, side.lat, side.lon, side.owner FROM customer AS side \
             JOIN record USING (org, rid) WHERE side.org = $1 AND side.lat IS NOT NULL",
            seen_of!("customer"),
            customers!(),
            " ORDER BY ",
            $order,
            " LIMIT $11 OFFSET $12"
        )
    };
}
