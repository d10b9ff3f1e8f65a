//! What the reps of the stage write, as reps do.

use outrider_model::record::Outcome;

/// Notes, each with what came of the visit.
pub(super) const NOTES: &[(Outcome, &str, &str)] = &[
    (
        Outcome::Positive,
        "Ms Petersen",
        "Spoke to the owner for half an hour. She wants twelve cartons of the dark roast by Thursday and asked whether we can deliver before eight, because the street is closed to vans later. I said yes for the first order. She pays by invoice, 14 days.",
    ),
    (
        Outcome::Positive,
        "Mr Aydın",
        "New shelf is up, our range stands at eye level on two metres. Took a photograph for the file. He orders again as soon as the promotion starts.",
    ),
    (
        Outcome::Open,
        "Mrs Claasen",
        "She likes the grinder but the price is above her budget. Competitor offers 4,80 € a kilo including the service. Needs an offer with the service contract split over 24 months; decides after the tasting next week.",
    ),
    (
        Outcome::Open,
        "the shift leader",
        "Manager was in a meeting. Left the price list and two samples with the shift leader, who will pass them on. I am to call on Friday between ten and eleven.",
    ),
    (
        Outcome::Negative,
        "Mr Voss",
        "They change to another supplier at the end of the quarter. Reason: two late deliveries in September and nobody rang them back. He would talk again in spring if somebody from the office apologised.",
    ),
    (
        Outcome::Absent,
        "",
        "Closed on the day, sign on the door says back on Wednesday. Left a card.",
    ),
    (
        Outcome::Positive,
        "العميل",
        "العميل يريد خصم 5٪ على الطلب القادم، ووافق على تجربة الخط الجديد لمدة شهر. طلب أن نتصل به يوم الأحد صباحًا قبل الساعة العاشرة لتأكيد موعد التسليم.",
    ),
    (
        Outcome::Open,
        "Frau Hinrichs",
        "Die Kühltheke ist undicht, Techniker für nächste Woche zugesagt. Solange sie nicht läuft, nimmt sie keine Frischware. Danach Probelieferung mit drei Kisten.",
    ),
    (
        Outcome::Positive,
        "Ms Okafor",
        "Signed the frame contract for all four branches. First delivery to the main branch on Monday, the others follow a week later. She asked for training for six people: two sessions of an hour, best in the morning.",
    ),
    (
        Outcome::Open,
        "Mr Lund",
        "Stock is enough for two weeks. He had three complaints about torn bags, lot 4711; I took two of them with me. Told him that we replace the pallet without charge once quality has looked at it.",
    ),
    (
        Outcome::Absent,
        "",
        "Nobody there at the agreed time. Rang twice, no answer.",
    ),
    (
        Outcome::Positive,
        "the new owner",
        "Since the first of the month the shop belongs to her brother. He knows our goods from the market and keeps the weekly order as it is.",
    ),
];

/// Why something was not done.
pub(super) const NOT_DONE: &[&str] = &[
    "Shop was closed although the hours say open",
    "Ran out of time after the complaint before",
    "Decision maker is on holiday until Monday",
];

/// Why somebody does not want a task.
pub(super) const DECLINED: &[&str] = &[
    "Too far from the rest of my route today",
    "The customer asked not to be visited before the delivery",
    "I was there yesterday, nothing has changed since",
];
