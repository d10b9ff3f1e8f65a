//! What reps write: many scripts, many shapes, and what keyboards and copying leave behind.

use crate::rng::Rng;

/// Sentences, each a whole one in its script, some with marks that combine or turn direction.
pub(super) const SENTENCES: &[&str] = &[
    "Spoke to the owner, she wants 12 cartons by Thursday.",
    "Price is too high for them; competitor is at 4,80 €.",
    "Nobody there, left a card.",
    "Die Kühltheke ist undicht, Techniker für nächste Woche zugesagt.",
    "Straße gesperrt – Anfahrt nur über den Großen Plan möglich.",
    "La patronne préfère être livrée tôt, avant l’ouverture.",
    "El dueño está de vacaciones; vuelvo el miércoles. ¿Llamar antes?",
    "Sklep zamknięty, właściciel oddzwoni jutro.",
    "Görüşme çok iyi geçti, İzmir şubesi de ilgileniyor.",
    "Хочуть пробну партію, рішення до п’ятниці.",
    "Ο πελάτης ζήτησε νέα προσφορά.",
    "العميل يريد خصم 5٪ على الطلب القادم.",
    "הלקוח ביקש הצעת מחיר חדשה עד יום ראשון.",
    "ग्राहक अगले हफ़्ते नमूने देखना चाहता है।",
    "ลูกค้าขอเลื่อนนัดไปวันศุกร์",
    "店长说下周二再来，想要三箱样品。",
    "担当者は不在でした。来週もう一度伺います。",
    "사장님이 새 가격표를 원하십니다.",
    "Khách hàng muốn xem mẫu trước khi đặt hàng.",
    "Muuqaal wanaagsan, laakiin miisaaniyad ma jirto.",
    "Cafe\u{301} zu, Chefin Ame\u{301}lie (nicht Amélie!) ist ab 14\u{202f}h da.",
    "Great meeting 🎉👍🏽 – the whole family 👩‍👩‍👧‍👦 works there.",
    "Order 4711\u{200f} / ref. A-0099, see mail.",
];

/// Seeds of the long texts: words without which no report is complete.
const WORDS: &[&str] = &[
    "shelf",
    "delivery",
    "Lieferung",
    "price",
    "Angebot",
    "next",
    "week",
    "manager",
    "café",
    "discount",
    "2,5 %",
    "urgent",
    "again",
    "Muster",
    "sample",
    "later",
    "naïve",
    "50×30",
];

/// Writes one note: a word, a sentence, paragraphs, a list, a form, or a very long report.
pub fn note_text(rng: &mut Rng) -> String {
    match rng.below(12) {
        0 => (*rng.pick(&["ok", "Nein.", "👍", "—", "好", "?"])).to_owned(),
        1..=4 => (*rng.pick(SENTENCES)).to_owned(),
        5 | 6 => sentences(rng, " "),
        7 => sentences(rng, "\n\n"),
        8 => {
            let points = 2 + rng.index(6);
            let points = (0..points).map(|_| format!("- {}", rng.pick(SENTENCES)));
            points.collect::<Vec<_>>().join("\n")
        }
        9 => format!(
            "Outcome:\t{}\r\nContact:\t{}\r\nNext:\t{}\r\n",
            rng.pick(WORDS),
            rng.pick(SENTENCES),
            rng.pick(WORDS)
        ),
        10 => format!("  \u{feff}{}   \n\n\n", rng.pick(SENTENCES)),
        _ => {
            let words = 200 + rng.index(1400);
            (0..words)
                .map(|_| *rng.pick(WORDS))
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}

fn sentences(rng: &mut Rng, between: &str) -> String {
    let count = 2 + rng.index(5);
    (0..count)
        .map(|_| *rng.pick(SENTENCES))
        .collect::<Vec<_>>()
        .join(between)
}
