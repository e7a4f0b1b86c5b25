//! Pictures and other files, asked of running pages as browsers do: attach, show, give out, fold away, erase.
//!
//! Guards: real peers over loopback and real forms; what a file is shows in its bytes, whatever it is
//! called; what is refused changes nothing. Next: `support/mod.rs`.

#[expect(dead_code, reason = "other tests use the rest of it")]
mod support;

use support::{Neighbour, Seen, id_in, two};

/// A picture of one green pixel.
const PIXEL: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\
    \x0cIDATx\x9cc\xd0\xc9\xf0\x01\0\x01\xa4\0\xe1\xee+y\x8b\0\0\0\0IEND\xaeB`\x82";

const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
const HTML: &[u8] = b"<!doctype html><script>alert(1)</script>";

/// Ali adds a goal; its page.
fn garden(ali: &Neighbour, at: &str) -> String {
    let goal = ali.submit(&format!("{at}/goals/new"), &[("title", "Tuin"), ("text", "Sla")]);
    format!("{at}/goals/{}", id_in(&goal, "/goals/"))
}

/// Attaches a file and opens the page that it leads to.
#[track_caller]
fn attach(who: &Neighbour, page: &str, file: (&str, &[u8]), alt: &str) -> Seen {
    let sent = who.post_named(&format!("{page}/attach"), &[("alt", alt)], file);
    assert_eq!(sent.status, 303, "{}", sent.shown());
    let leads = sent.header("location").expect("it leads somewhere").to_owned();
    assert!(leads.ends_with("#attachments"), "{leads}");
    who.get(page)
}

/// The address of the last attachment on a page.
fn last(seen: &Seen, at: &str) -> String {
    let part = "<li id=\"b-";
    let (_, rest) = seen.body.rsplit_once(part).expect("something is attached");
    let id: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    format!("{at}/attachments/{id}")
}

/// What every content brings along, whatever it is.
#[track_caller]
fn is_harmless(given: &Seen) {
    assert_eq!(given.status, 200, "{}", given.shown());
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(given.header(name), Some(value), "{name}");
    }
}

#[test]
fn a_picture_is_seen_by_the_others_and_its_bytes_say_that_it_is_one() {
    let (ali, bea, at) = two();
    let page = garden(&ali, &at);
    ali.get(&page).says("Er zijn nog geen bijlagen.").says("Hoogstens 32 MB");
    let seen = attach(&ali, &page, ("x.html", PIXEL), "Een \"groen\" <b>vlak</b>");
    seen.says("alt=\"Een &quot;groen&quot; &lt;b&gt;vlak&lt;/b&gt;\"").says("<img src=");
    let content = last(&seen, &at);
    let is_picture = |given: &Seen| {
        is_harmless(given);
        assert_eq!(given.bytes, PIXEL);
        assert_eq!(given.header("content-type"), Some("image/png"));
        let name = given.header("content-disposition").unwrap_or_default();
        assert!(name.starts_with("inline; filename=\"x.html.png\""), "{name}");
    };
    is_picture(&ali.get(&content));
    bea.until(&page, |seen| seen.body.contains("<img src="));
    is_picture(&bea.get(&content));
    bea.get(&format!("{at}/")).says("Ali voegde “x.html” toe bij “Tuin”");

    for (name, bytes) in [("foto.png", SVG), ("tuin.jpg", HTML), ("leeg.gif", &b"GIF88a"[..])] {
        let seen = attach(&ali, &page, (name, bytes), "");
        assert_eq!(seen.body.matches("<img ").count(), 1, "{name}");
        let given = ali.get(&last(&seen, &at));
        is_harmless(&given);
        assert_eq!(given.bytes, bytes);
        assert_eq!(given.header("content-type"), Some("application/octet-stream"), "{name}");
        let how = given.header("content-disposition").unwrap_or_default();
        assert!(how.starts_with("attachment; "), "{name}: {how}");
    }
    // On a decision too.
    let what = [("title", "Een bank"), ("text", "Groen."), ("method", "majority")];
    let rest = [("review", "2099-06-01"), ("quorum", ""), ("goal", "")];
    let sent = ali.post(&format!("{at}/decisions/new"), &[what, rest].concat());
    let decision = sent.header("location").unwrap_or_default().to_owned();
    attach(&ali, &decision, ("bank.png", PIXEL), "De bank").says("alt=\"De bank\"");
}

#[test]
fn a_hostile_name_is_only_a_name() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let page = garden(&ali, &at);
    for (name, shown, plain) in [
        (
            "../../<img src=x onerror=alert(1)>.txt",
            "&lt;img src=x",
            "_img src_x onerror_alert_1__.txt",
        ),
        ("C:\\Users\\ali\\plan.txt", "<span>plan.txt</span>", "plan.txt"),
        ("rekening\u{202e}fdp.exe", "rekeningfdp.exe", "rekeningfdp.exe"),
        ("a%0d%0aX-Evil: 1.txt", "a%0d%0aX-Evil: 1.txt", "a_0d_0aX-Evil_ 1.txt"),
    ] {
        let seen = attach(&ali, &page, (name, b"tekst"), "");
        seen.says(shown).says_not("<img src=x").says_not("Users");
        assert!(!seen.body.contains('\u{202e}'), "{name:?}");
        let given = ali.get(&last(&seen, &at));
        is_harmless(&given);
        assert_eq!(given.header("x-evil"), None);
        let how = given.header("content-disposition").unwrap_or_default();
        assert!(how.starts_with(&format!("attachment; filename=\"{plain}\";")), "{how}");
    }
}

#[test]
fn what_is_refused_says_why_at_its_field_and_changes_nothing() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let page = garden(&ali, &at);
    let to = format!("{page}/attach");
    let large = vec![b'x'; (32 << 20) + 1];
    // Only a picture needs a description, so the field says when instead of that it may stay empty.
    ali.get(&page).says("Bij een foto moet dit").says_not("(mag leeg blijven)");
    for (name, bytes, alt, said) in [
        ("foto.png", PIXEL, " ", "Bij een foto hoort een beschrijving"),
        ("leeg.txt", b"", "Leeg", "Dit bestand is leeg."),
        ("film.mp4", &large, "Het <b>feest</b>", "Dit bestand is groter dan 32 MB."),
        ("", b"", "Niets", "Kies eerst een bestand."),
    ] {
        let refused = ali.post_named(&to, &[("alt", alt)], (name, bytes));
        assert_eq!(refused.status, 422, "{name}");
        refused.says(said).says("kies het opnieuw").says("Er zijn nog geen bijlagen.");
        refused.says(&alt.replace('<', "&lt;").replace('>', "&gt;"));
    }
    let long = format!("{}.txt", "x".repeat(300));
    ali.post_named(&to, &[], (&long, b"tekst")).says("de naam van het bestand");
    // As one that is sent without a file at all, and again when the browser goes back to it.
    assert_eq!(ali.post(&to, &[("alt", "Bank")]).status, 422);
    ali.get(&to).says("Er zijn nog geen bijlagen.");
    assert_eq!(
        ali.post_named(&format!("{at}/goals/ffffffff/attach"), &[], ("a", b"a")).status,
        404
    );
    let missing = ali.get(&format!("{at}/attachments/ffffffff"));
    assert_eq!(missing.status, 404);
    missing.says("<main");
}

#[test]
fn of_what_is_voted_on_it_is_said_that_attachments_are_no_part() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let fields = [
        ("title", "Een bank"),
        ("text", "Bij de linde."),
        ("review", "2099-03-14"),
        ("method", "majority"),
    ];
    let sent = ali.post(&format!("{at}/decisions/new"), &fields);
    let decision = sent.header("location").expect("it leads to what was proposed").to_owned();
    let page = decision.split('?').next().unwrap_or_default();
    let said = "Bijlagen horen niet bij de tekst waarover gestemd wordt.";
    attach(&ali, page, ("bank.png", PIXEL), "Een bank").says_not(said);
    ali.submit(&format!("{page}/open"), &[("term", "7d"), ("deadline", "")]);
    ali.get(page).says(said);
}

#[test]
fn what_is_erased_is_gone_for_everybody() {
    let (ali, bea, at) = two();
    let page = garden(&ali, &at);
    let first = last(&attach(&ali, &page, ("bank.png", PIXEL), "Een bank"), &at);
    let second = last(&attach(&ali, &page, ("plan.txt", b"Een plan"), ""), &at);
    bea.until(&page, |seen| seen.body.contains("<img ") && seen.body.contains("plan.txt"));
    bea.until(&first, |given| given.status == 200);

    // Somebody else's: the community decides.
    let erase = |content: &str| content.replace("/attachments/", "/erase/");
    let asked = bea.get(&erase(&second));
    asked.says("plan.txt").says("Vraag de anderen dit te wissen").says("Dit is van Ali.");
    bea.submit(&erase(&second), &[]).says("Iets van Ali wordt gewist");
    bea.get(&second).says("Een plan");
    let changes = format!("{at}/changes");
    let waiting = ali.until(&changes, |seen| seen.body.contains("Iets van Ali"));
    let act = second.rsplit('/').next().unwrap_or_default();
    waiting.says(&format!("#a-{act}"));
    ali.submit(&format!("{changes}/approve"), &[("id", &waiting.hidden("id"))]);
    ali.get(&page).says("Gewist").says_not("plan.txt").says("bank.png");

    // One's own: at once.
    let asked = ali.get(&erase(&first));
    asked.says("bank.png").says("Wis dit bij iedereen").says("voor altijd");
    let seen = ali.submit(&erase(&first), &[]);
    seen.says("Zeker gewist bij 1 van de 2 deelnemers").says_not("<img ").says_not("Een bank");
    for who in [&ali, &bea] {
        for content in [&first, &second] {
            let gone = who.until(content, |given| given.status == 409);
            gone.says("Deze bijlage is gewist.").says("<main");
        }
        who.get(&page).says_not("bank.png").says_not("plan.txt");
        who.get(&erase(&first)).says("Gewist").says_not("Wis dit bij iedereen");
    }
}

#[test]
fn what_is_folded_away_is_not_seen_by_chance() {
    let (ali, bea, at) = two();
    let rule = [("title", "Vraag het eerst"), ("text", "")];
    ali.submit(&format!("{at}/charter/house_rules"), &rule);
    let changes = format!("{at}/changes");
    let waiting = bea.until(&changes, |seen| seen.body.contains("Ik ben ervoor: Nieuwe huisregel"));
    bea.submit(&format!("{changes}/approve"), &[("id", &waiting.hidden("id"))]);
    let page = garden(&ali, &at);
    let content = last(&attach(&ali, &page, ("bea.png", PIXEL), "Bea slaapt"), &at);
    bea.until(&page, |seen| seen.body.contains("<img "));
    bea.get(&page).says("Dit gaat tegen een huisregel in");
    let case = content.replace("/attachments/", "/hidden/");
    let asked = bea.until(&case, |seen| seen.body.contains("Verberg dit om"));
    bea.submit(&format!("{case}/hide"), &[("rule", &asked.hidden("rule"))])
        .says(&format!("href=\"{content}\""))
        .says(&format!("{page}#b-"));
    for who in [&ali, &bea] {
        let seen = who.until(&page, |seen| seen.body.contains("Verborgen door"));
        seen.says_not("<img ").says(&format!("href=\"{content}\""));
        who.get(&format!("{at}/log")).says("(verborgen)");
    }
    bea.submit(&format!("{case}/show"), &[]);
    bea.get(&page).says("<img ");
}
