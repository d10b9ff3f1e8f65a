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
    (
        Outcome::Open,
        "Mr Brahms",
        "Wants the display moved from the window to the till before he orders more. I measured: 60 × 40 × 150 fits. Ask the workshop whether the small stand is in stock.",
    ),
    (
        Outcome::Positive,
        "Ms Yılmaz",
        "Görüşme çok iyi geçti. İzmir şubesi de ilgileniyor; fiyat listesini e-postayla istedi, cuma günü yeniden arayacağım.",
    ),
    (
        Outcome::Open,
        "the deputy",
        "Stocktaking today, so only ten minutes at the door. Ordered nothing, asked for the Christmas catalogue in print: three copies, one for each floor.",
    ),
    (
        Outcome::Positive,
        "Mrs Tadesse",
        "Tasting for the evening shift went well, four of six want the medium roast. She takes 8 kg for a trial month and pays the machine in two instalments.",
    ),
    (
        Outcome::Negative,
        "Mr Kröger",
        "Still angry about the invoice of September (two positions twice). He pays nothing before it is corrected. Please have accounting ring him today, he is there until six.",
    ),
    (
        Outcome::Absent,
        "",
        "Road works in front of the shop, no parking within 500 m. The owner had left for the wholesale market. Next try Thursday, early.",
    ),
    (
        Outcome::Positive,
        "Ms Novak",
        "Renewed for a year at the old price. In return we deliver on Tuesdays and Fridays. Her new telephone number is in the customer's record.",
    ),
    (
        Outcome::Open,
        "Mr Delacroix",
        "La patronne préfère être livrée tôt, avant l’ouverture. Il faut une clé du dépôt ; elle demande à son mari et rappelle demain.",
    ),
    (
        Outcome::Positive,
        "Mr Eriksen",
        "Exchanged the grinder, the old one is in the van. Ran twenty portions together, weight within half a gram. He signed the delivery note.",
    ),
    (
        Outcome::Open,
        "Ms Pham",
        "Khách hàng muốn xem mẫu trước khi đặt hàng. Bring the sample case with the paper cups (two sizes) next week; she decides on the spot.",
    ),
    (
        Outcome::Positive,
        "the kitchen",
        "Training for five people, 45 minutes. Cleaning plan hangs beside the machine now. They use twice as much descaler as they should; left a measuring cup.",
    ),
    (
        Outcome::Open,
        "Mr Ahrens",
        "Thinks about a second branch in Kiel from March on. Wants a calculation for both: one machine each, service together. I promised it for the first week of December.",
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
