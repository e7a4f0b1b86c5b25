//! Two neighbours and their pages: starting, inviting, joining, welcoming, leaving, coming back; and what
//! goes wrong on the way.
//!
//! Guards: real peers over loopback and real forms, so that what a page shows is what the other did.
//! Next: `support/mod.rs`.

#[expect(dead_code, reason = "other tests use the rest of it")]
mod support;

use support::Neighbour;

#[test]
fn a_fresh_profile_is_shown_two_ways_in() {
    let ali = Neighbour::new();
    let first = ali.get("/");
    assert_eq!(first.status, 200);
    first.says("href=\"/start\"").says("href=\"/join\"").says("Begin een gemeenschap");
    Neighbour::reading("en").get("/").says("Decide together").says("Start a community");
    assert_eq!(ali.get("/communities").header("location"), Some("/"));
}

#[test]
fn a_form_that_is_refused_keeps_what_was_typed() {
    let ali = Neighbour::new();
    let fields = [("name", "De <Linde>"), ("purpose", "Groen"), ("me", " "), ("kind", "business")];
    let refused = ali.post("/start", &fields);
    assert_eq!(refused.status, 422);
    refused
        .says("value=\"De &lt;Linde&gt;\"")
        .says("value=\"Groen\"")
        .says("value=\"business\" checked")
        .says("id=\"e-me\"")
        .says("href=\"#f-me\"");
    let refused =
        ali.post("/start", &[("name", " "), ("purpose", "Groen"), ("me", "Ali"), ("kind", "")]);
    refused.says("id=\"e-name\"").says("value=\"Ali\"");
    let long = "a".repeat(500);
    let refused = ali.post("/start", &[("name", &long), ("purpose", "Groen"), ("me", "Ali")]);
    refused.says("id=\"e-name\"").says(&long);
    let refused = ali.post("/start", &[("name", "Linde"), ("purpose", ""), ("me", "Ali")]);
    refused.says("id=\"e-purpose\"");
    // Nothing came of all that.
    ali.get("/").says("href=\"/start\"");
}

#[test]
fn a_neighbour_is_invited_joins_and_is_welcomed() {
    let (ali, bea) = (Neighbour::new(), Neighbour::reading("en"));
    let at = ali.start("De Linde", "Ali");
    assert_eq!(ali.get("/").header("location"), Some(format!("{at}/").as_str()));
    ali.get(&format!("{at}/members")).says("Ali (jij)").says("Je bent hier nog alleen");

    // Looking makes nothing; the button does.
    ali.get(&format!("{at}/invite")).says("Maak een uitnodiging").says_not("f-link");
    let made = ali.post(&format!("{at}/invite"), &[]);
    assert_eq!((made.status, made.header("cache-control")), (200, Some("no-store")));
    made.says("<svg class=\"square\"").says("readonly").says("Deze uitnodiging werkt tot");
    let link = made.given();
    assert!(link.starts_with("meent:"), "{link}");
    let file = ali.post(&format!("{at}/invite/file"), &[("link", &link)]);
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"de-linde.meent\""));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(file.body.trim(), link);
    let other = ali.post(&format!("{at}/invite/file"), &[("link", "<script>")]);
    assert_eq!(other.status, 409);

    // Bea chooses the file.
    let fields = [("link", ""), ("me", "Bea"), ("kind", "business")];
    let sent = bea.post_file("/join", &fields, file.body.as_bytes());
    assert_eq!(sent.status, 303, "{}", sent.shown());
    let joined = sent.header("location").unwrap().to_owned();
    assert_eq!(joined, format!("{at}/joined"));
    bea.until(&joined, |seen| seen.header("refresh").is_none())
        .says("Welcome to De Linde")
        .says("You are a guest")
        .says("One member has to let you in");

    // Ali lets her in with one tap.
    let members = format!("{at}/members");
    let waiting = ali.until(&members, |seen| seen.body.contains("Laat Bea toe"));
    waiting.says("1 gast wacht").says("Eén deelnemer is genoeg").says("ondernemer");
    bea.get(&members).says("Bea (you)").says_not("Admit");
    let who = waiting.hidden("who");
    ali.submit(&format!("{at}/members/approve"), &[("who", &who)])
        .says("2 deelnemers")
        .says_not("Laat Bea toe");
    bea.until(&members, |seen| seen.body.contains("2 members."));
    let again = ali.post(&format!("{at}/members/approve"), &[("who", &who)]);
    assert_eq!(again.status, 409);
    again.says("is geen gast");

    // The address of a button is no page, and says so.
    let button = ali.get(&format!("{at}/members/approve"));
    assert_eq!(button.status, 405);
    button.says("Dat kan Meent niet");

    // Both are seen around, and level.
    ali.until(&format!("{at}/around"), |seen| {
        seen.body.contains("Bea") && seen.body.contains("heeft alles wat jij hebt")
    })
    .says("Nu verbonden: 1 apparaat")
    .says("/ip4/127.0.0.1/");
}

#[test]
fn two_of_three_have_to_agree_and_may_think_again() {
    let (ali, bea, cor) = (Neighbour::new(), Neighbour::new(), Neighbour::new());
    let at = ali.start("De Linde", "Ali");
    let members = format!("{at}/members");
    let approve = |who: &Neighbour, name: &str| {
        let tap = format!("Laat {name} toe");
        let waiting = who.until(&members, |seen| seen.body.contains(&tap));
        who.submit(&format!("{at}/members/approve"), &[("who", &waiting.hidden("who"))])
    };
    bea.join(&ali.invite(&at), "Bea");
    approve(&ali, "Bea");
    bea.until(&members, |seen| seen.body.contains("2 deelnemers"));
    cor.join(&bea.invite(&at), "Cor");
    // Two of one name are told apart, and none of them need write the difference.
    cor.submit(&format!("{at}/members/name"), &[("name", "Bea")]).says("Bea (");
    cor.get(&format!("{at}/members/name")).says("value=\"Bea\"");
    cor.submit(&format!("{at}/members/name"), &[("name", "Cor")]).says("Cor (jij)");
    approve(&bea, "Cor").says("Jij zei ja: 1 van de 2");
    ali.until(&members, |seen| seen.body.contains("Al akkoord: Bea, 1 van de 2"));
    let who = bea.get(&members).hidden("who");
    bea.submit(&format!("{at}/members/withdraw"), &[("who", &who)]).says("Laat Cor toe");
    ali.until(&members, |seen| seen.body.contains("Nog niemand zei ja"));
    approve(&bea, "Cor");
    ali.until(&members, |seen| seen.body.contains("Al akkoord: Bea"));
    approve(&ali, "Cor").says("3 deelnemers");
}

#[test]
fn who_is_blocked_is_said_to_be_and_not_to_be_away() {
    let (ali, bea, at) = support::two();
    let (members, around) = (format!("{at}/members"), format!("{at}/around"));
    ali.get(&members).says_not("door jou geblokkeerd");
    let page = {
        let seen = ali.get(&members);
        let (before, _) = seen.body.split_once("\">Bea<").expect("Bea is in the list");
        before.rsplit_once("href=\"").expect("her name is a link").1.to_owned()
    };
    ali.get(&page).says("zijn die er niet, dan komt het niet");
    ali.submit(&format!("{page}/block"), &[]).says("Je hebt Bea geblokkeerd");
    ali.get(&members).says("door jou geblokkeerd");
    ali.until(&around, |seen| seen.body.contains("Nu is er niemand verbonden"))
        .says("door jou geblokkeerd")
        .says_not("staat nu uit");
    ali.get(&format!("{at}/doctor")).says("Bea heb je geblokkeerd.").says_not("Bea is er nu niet");
    ali.submit(&format!("{page}/unblock"), &[]);
    ali.get(&members).says_not("door jou geblokkeerd");
    bea.get(&members).says_not("door jou geblokkeerd");
}

#[test]
fn a_bad_link_stays_in_its_field_with_what_to_do() {
    let (ali, bea) = (Neighbour::new(), Neighbour::new());
    let at = ali.start("De Linde", "Ali");
    let link = ali.invite(&at);
    let code = ali.post(&format!("{at}/devices"), &[]).given();
    let half = link[..link.len() / 2].to_owned();
    for (typed, said) in [
        ("", "Plak hier de link"),
        ("hallo", "Dit is geen link van Meent"),
        (&half, "Deze link is niet heel"),
        (&code, "geen uitnodiging"),
    ] {
        let fields = [("link", typed), ("me", "Bea"), ("kind", "municipality")];
        let refused = bea.post("/join", &fields);
        assert_eq!(refused.status, 422, "{typed}");
        refused.says(said).says("id=\"e-link\"").says(&format!("value=\"{typed}\""));
        refused.says("value=\"Bea\"").says("value=\"municipality\" checked");
        refused.says_not("meent join");
    }
    bea.post("/join", &[("link", &link), ("me", "")]).says("id=\"e-me\"").says(&link);
    for (typed, said) in [(&*link, "uitnodiging"), ("hallo", "geen hele code")] {
        let refused = bea.post("/device-join", &[("link", typed)]);
        assert_eq!(refused.status, 422);
        refused.says(said).says("id=\"e-link\"").says(&format!("value=\"{typed}\""));
    }
    // Files: text that is no link, bytes that are no text, far too many of them.
    let fields = [("link", ""), ("me", "Bea"), ("kind", "")];
    bea.post_file("/join", &fields, b"dag buur").says("geen link van Meent").says("dag buur");
    bea.post_file("/join", &fields, &[0xff; 100]).says("id=\"e-link\"");
    let large = bea.post_file("/join", &fields, &vec![b'a'; 3 * 1024 * 1024]);
    assert_eq!(large.status, 422);
    large.says("te groot").says("id=\"e-file\"").says("value=\"Bea\"");
    // Nothing of it comes back as a link, however much was kept.
    large.says("name=\"link\" value=\"\"").says("href=\"/bundle\"");
    // A file with the whole community, which may have an invite in it: there is another page for that.
    let whole = ali.post(&format!("{at}/bundle"), &[("part", "invite")]);
    for more in [0, 3 * 1024 * 1024] {
        let bytes = [&whole.bytes[..], &vec![0; more]].concat();
        let refused = bea.post_file("/join", &fields, &bytes);
        assert_eq!(refused.status, 422);
        refused.says("hele gemeenschap").says("id=\"e-file\"").says("href=\"/bundle\"");
        refused.says("name=\"link\" value=\"\"").says("value=\"Bea\"");
    }
    bea.get("/").says("href=\"/start\"");
}

#[test]
fn who_finds_nobody_waits_and_goes_on_when_somebody_is_there() {
    let (ali, bea) = (Neighbour::new(), Neighbour::new());
    let at = ali.start("De Linde", "Ali");
    let link = ali.invite(&at);
    let ali = ali.off();
    let sent = bea.post("/join", &[("link", &link), ("me", "Bea"), ("kind", "resident")]);
    let joined = format!("{at}/joined");
    assert_eq!(sent.header("location"), Some(joined.as_str()));
    let waiting = bea.get(&joined);
    waiting.says("Op weg naar De Linde").says("Duurt het lang?").says("href=\"/join\"");
    assert_eq!(waiting.header("refresh"), Some(format!("10;url={joined}").as_str()));
    for page in ["members", "invite", "devices", "leave"] {
        let sent_on = bea.get(&format!("{at}/{page}"));
        assert_eq!(sent_on.header("location"), Some(joined.as_str()), "{page}");
    }
    bea.get(&format!("{at}/around")).says("Nu is er niemand verbonden");
    bea.get("/communities").says("Onderweg");

    let _ali = ali.back(bea.addresses());
    bea.until(&joined, |seen| seen.header("refresh").is_none())
        .says("Welkom in De Linde")
        .says("id=\"joined\" data-live");
}

#[test]
fn who_is_not_let_in_is_told_why_and_may_try_again() {
    let (laptop, phone) = (Neighbour::new(), Neighbour::new());
    let at = laptop.start("De Linde", "Ali");
    let code = laptop.post(&format!("{at}/devices"), &[]).given();
    let laptop = laptop.off();
    let sent = phone.post("/device-join", &[("link", &code)]);
    assert_eq!(sent.status, 303, "{}", sent.shown());
    // A code is worth nothing once the device that made it was started anew.
    let laptop = laptop.back(phone.addresses());
    let joined = format!("{at}/joined");
    phone
        .until(&joined, |seen| seen.body.contains("Je bent nog niet in De Linde"))
        .says("hoort niet bij een uitnodiging")
        .says("href=\"/device-join\"");
    let code = laptop.post(&format!("{at}/devices"), &[]).given();
    let sent = phone.post("/device-join", &[("link", &code)]);
    assert_eq!(sent.status, 303, "{}", sent.shown());
    phone.until(&joined, |seen| seen.body.contains("Welkom in De Linde"));
}

#[test]
fn a_second_device_is_added_and_taken_out_of_use() {
    let (laptop, phone) = (Neighbour::new(), Neighbour::new());
    let at = laptop.start("De Linde", "Ali");
    let devices = format!("{at}/devices");
    laptop.get(&devices).says("1 apparaat").says("Dit apparaat").says_not("Neem buiten gebruik");
    let made = laptop.post(&devices, &[]);
    made.says("Geef deze code aan niemand").says("<svg class=\"square\"");
    let sent = phone.post("/device-join", &[("link", &made.given())]);
    assert_eq!(sent.status, 303, "{}", sent.shown());
    let joined = sent.header("location").unwrap().to_owned();
    phone.until(&joined, |seen| seen.body.contains("Welkom in De Linde")).says("Je doet mee");
    let two = laptop.until(&devices, |seen| seen.body.contains("2 apparaten"));
    let retire = two.between("href=\"", "/retire\"").unwrap().rsplit('"').next().unwrap();
    let retire = format!("{retire}/retire");
    laptop.get(&retire).says("buiten gebruik nemen?").says("telt niet meer");
    laptop.submit(&retire, &[]).says("buiten gebruik").says_not("/retire\"");
    phone.until("/communities", |seen| seen.body.contains("Verlaten"));
}

#[test]
fn leaving_is_asked_once_and_can_be_read_afterwards() {
    let (ali, bea) = (Neighbour::new(), Neighbour::new());
    let at = ali.start("De Linde", "Ali");
    bea.join(&ali.invite(&at), "Bea");
    let leave = format!("{at}/leave");
    bea.get(&leave).says("Wat je schreef en koos, blijft bij de anderen staan");
    let refused = bea.post(&leave, &[("name", "De Eik")]);
    assert_eq!(refused.status, 422);
    refused.says("value=\"De Eik\"").says("id=\"e-name\"");
    bea.submit(&leave, &[("name", " de linde ")]).says("Je hebt De Linde verlaten");
    bea.get(&format!("{at}/members"))
        .says("Je kunt hier nog lezen")
        .says_not("members/name")
        .says_not("/invite\"");
    let invite = bea.get(&format!("{at}/invite"));
    assert_eq!(invite.status, 409);
    ali.until(&format!("{at}/members"), |seen| seen.body.contains("1 buur is vertrokken"));
    assert_eq!(bea.get("/").header("location"), Some("/communities"));
    bea.get("/communities").says("Verlaten").says("href=\"/start\"");
}

#[test]
fn a_name_is_changed_on_a_page_of_its_own() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let name = format!("{at}/members/name");
    ali.get(&name).says("value=\"Ali\"");
    let refused = ali.post(&name, &[("name", " ")]);
    assert_eq!(refused.status, 422);
    refused.says("id=\"e-name\"");
    ali.submit(&name, &[("name", "Ali <b>K.</b>")]).says("Ali &lt;b&gt;K.&lt;/b&gt; (jij)");
    // Nothing that turns the text around is shown (Unicode TR 36).
    ali.submit(&name, &[("name", "A\u{202e}li")]).says("Ali (jij)").says_not("\u{202e}");
}

#[test]
fn titles_and_names_turn_no_words_around_wherever_they_stand() {
    // Unicode TR 36: an override makes what follows read backwards.
    const TURNED: &str = "groen\u{202e}neorg";
    let ali = Neighbour::new();
    let at = ali.start(TURNED, TURNED);
    let sent = ali.post(&format!("{at}/goals/new"), &[("title", TURNED), ("text", TURNED)]);
    let goal = sent.header("location").expect("the goal's address").to_owned();
    let edited = [("title", TURNED), ("text", "anders"), ("base", "")];
    assert_eq!(ali.post(&format!("{goal}/edit"), &edited).status, 303);
    let fields = [
        ("title", TURNED),
        ("text", TURNED),
        ("review", "2099-03-14"),
        ("method", "consent"),
        ("goal", goal.rsplit('/').next().unwrap_or_default()),
    ];
    let sent = ali.post(&format!("{at}/decisions/new"), &fields);
    let decision = sent.header("location").expect("the decision's address").to_owned();
    ali.post(&format!("{decision}/comment"), &[("comment", TURNED)]);
    let (goals, decisions) = (format!("{at}/goals"), format!("{at}/decisions"));
    let histories = [format!("{goal}/history"), format!("{decision}/history")];
    for page in [&goals, &goal, &decisions, &decision, &histories[0], &histories[1]] {
        ali.get(page).says("groen").says_not("\u{202e}");
    }
    for page in ["/", "/members", "/log", "/archive", "/leave", "/invite", "/decisions/new"] {
        ali.get(&format!("{at}{page}")).says("groen").says_not("\u{202e}");
    }
    for page in ["/communities", "/settings"] {
        ali.get(page).says("groen").says_not("\u{202e}");
    }
}

#[test]
fn an_open_page_is_told_that_something_changed_in_a_way_that_browsers_hear() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let told = ali.told(|| {
        ali.submit(&format!("{at}/members/name"), &[("name", "Alie")]);
    });
    // HTML, 9.2.6: an event without data is dropped.
    assert!(told.contains("event: changed\ndata: 1\n\n"), "{told}");
}

#[test]
fn a_passphrase_is_set_changed_and_taken_off_and_stands_in_no_page() {
    let ali = Neighbour::new();
    let (first, second) = ("drie losse woorden", "vier andere losse woorden");
    ali.get("/settings").says("Er zit geen wachtzin op je sleutels");
    let at = "/settings/passphrase";
    ali.get(at).says("krijgt niemand terug").says_not("id=\"f-old\"");
    assert_eq!(ali.get("/settings/passphrase/remove").header("location"), Some(at));
    for (new, again, field) in [("k0rt", "k0rt", "e-new"), (first, second, "e-again")] {
        let refused = ali.post(at, &[("new", new), ("again", again)]);
        assert_eq!(refused.status, 422);
        refused.says(&format!("id=\"{field}\"")).says_not(new).says_not("Wat je typte");
    }
    let set = ali.submit(at, &[("new", first), ("again", first)]);
    set.says("Vanaf nu zit deze wachtzin op je sleutels").says("id=\"f-old\"").says_not(first);
    ali.get("/settings").says("Er zit een wachtzin op je sleutels");
    let refused = ali.post(at, &[("old", second), ("new", second), ("again", second)]);
    assert_eq!(refused.status, 422);
    refused.says("id=\"e-old\"").says("Dat is niet de wachtzin").says_not(second);
    ali.submit(at, &[("old", first), ("new", second), ("again", second)]);
    let remove = "/settings/passphrase/remove";
    assert_eq!(ali.post(remove, &[("old", first)]).status, 422);
    ali.submit(remove, &[("old", second)]).says("Er zit geen wachtzin meer op je sleutels");
}

#[test]
fn a_backup_comes_back_into_an_empty_profile_and_says_how_one_takes_part_again() {
    let (ali, again) = (Neighbour::new(), Neighbour::new());
    ali.get("/settings/backup").says("Er is nu niets om te bewaren").says_not("backup/file");
    let at = ali.start("De Linde", "Ali");
    ali.submit(&format!("{at}/goals/new"), &[("title", "Een bankje"), ("text", "")]);
    ali.get("/settings/backup").says("Er zit geen sleutel in").says("backup/file");
    let backup = ali.get("/settings/backup/file");
    let named = backup.header("content-disposition").unwrap();
    assert!(named.starts_with("attachment; filename=\"meent-20"), "{named}");

    again.get("/").says("href=\"/back\"");
    again.get("/back").says("papieren sleutel").says("href=\"/back/backup\"");
    for (file, said) in [(&b""[..], "Kies eerst een bestand"), (b"een foto", "geen reservekopie")] {
        let refused = again.post_file("/back/backup", &[], file);
        assert_eq!(refused.status, 422);
        refused.says("id=\"e-file\"").says(said);
    }
    let mut broken = backup.bytes.clone();
    *broken.last_mut().unwrap() ^= 1;
    again.post_file("/back/backup", &[], &broken).says("niet heel");
    let back = again.post_file("/back/backup", &[], &backup.bytes);
    assert_eq!(back.header("location"), Some(format!("{at}/devices").as_str()), "{}", back.shown());
    for page in [format!("{at}/devices"), format!("{at}/")] {
        again.get(&page).says("Dit profiel heeft hier nog geen apparaat").says("devices/back");
    }
    again.get(&format!("{at}/goals")).says("Een bankje");
    again.get("/communities").says("nog geen apparaat");
    again.post_file("/back/backup", &[], &backup.bytes).says("In dit profiel staat al iets");
}
