//! What goes against a house rule, asked of running pages as browsers do: write a rule, fold away, open,
//! appeal, and who speaks for an organisation.
//!
//! Guards: real peers over loopback and real forms; what was folded away is on the page all the same; what
//! one may not do says why. Next: `support/mod.rs`.

#[expect(dead_code, reason = "other tests use the rest of it")]
mod support;

use support::{Neighbour, id_in, two};

#[test]
fn alone_a_house_rule_holds_at_once_and_one_that_is_refused_keeps_what_was_typed() {
    let ali = Neighbour::new();
    let at = ali.start("De Linde", "Ali");
    let page = format!("{at}/charter/house_rules");
    ali.get(&format!("{at}/charter")).says("We schreven nog geen huisregels op.");
    ali.get(&page).says("Er gelden nog geen huisregels.").says("Je bent de enige deelnemer");
    let refused = ali.post(&page, &[("title", " "), ("text", "Omdat <b>het</b> zo is")]);
    assert_eq!(refused.status, 422);
    refused.says("Omdat &lt;b&gt;het&lt;/b&gt; zo is");
    let rule = [("title", "Niet op de persoon"), ("text", "Noem wat er **gebeurde**.")];
    let charter = ali.submit(&page, &rule);
    charter.says("We hebben 1 huisregel.").says("<strong>gebeurde</strong>");
    ali.post(&page, &rule).says("Dat geldt al");
    let drop = ali.get(&page).hidden("raw");
    assert!(drop.starts_with("drop "), "{drop}");
    ali.submit(&page, &[("raw", &drop)]).says("We schreven nog geen huisregels op.");
}

#[test]
fn what_goes_against_a_rule_is_folded_away_and_its_writer_appeals() {
    let (ali, bea, at) = two();
    let goal = ali.submit(&format!("{at}/goals/new"), &[("title", "Tuin"), ("text", "Sla")]);
    let goal = id_in(&goal, "/goals/");
    let page = format!("{at}/goals/{goal}");
    bea.until(&page, |seen| seen.status == 200);
    bea.submit(&format!("{page}/comment"), &[("comment", "Wat een sukkels")]);
    let seen = ali.until(&page, |seen| seen.body.contains("Wat een sukkels"));
    seen.says("Dit gaat tegen een huisregel in");
    let hidden = format!("{at}/hidden");
    // Beside the goal's own text stands no step: Ali wrote it.
    let case = format!("{hidden}/{}", id_in(&seen, "/hidden/"));
    ali.get(&case).says("Er gelden nog geen huisregels").says("Wat een sukkels");

    ali.submit(
        &format!("{at}/charter/house_rules"),
        &[("title", "Niet op de persoon"), ("text", "")],
    )
    .says("Nieuwe huisregel: “Niet op de persoon”");
    let changes = format!("{at}/changes");
    let waiting = bea.until(&changes, |seen| seen.body.contains("Ik ben ervoor: Nieuwe huisregel"));
    bea.submit(&format!("{changes}/approve"), &[("id", &waiting.hidden("id"))]);
    let asked = ali.until(&case, |seen| seen.body.contains("Verberg dit om: Niet op de persoon"));
    asked.says("Nog niemand zei hier iets over.");
    ali.submit(&format!("{case}/hide"), &[("rule", &asked.hidden("rule"))])
        .says("Dit is nu verborgen.")
        .says("Jij vindt dat dit verborgen moet zijn.");
    ali.get(&page)
        .says("Verborgen door Ali om de huisregel “Niet op de persoon”: toch lezen")
        .says("Wat een sukkels");
    ali.get(&format!("{at}/log")).says("(verborgen)").says("Wat een sukkels");
    let again = ali.post(&format!("{case}/hide"), &[("rule", &asked.hidden("rule"))]);
    assert_eq!(again.status, 409);

    bea.until(&page, |seen| seen.body.contains("Ik vind dat dit zichtbaar moet zijn"));
    let own = bea.post(&format!("{case}/hide"), &[("rule", &asked.hidden("rule"))]);
    own.says("Dit schreef je zelf.");
    bea.submit(&format!("{case}/show"), &[]).says("Je vroeg de anderen om dit te laten zien.");
    ali.until(&hidden, |seen| seen.body.contains("Bea vindt dat dit zichtbaar moet zijn."));
    ali.submit(&format!("{case}/show"), &[]).says("Dit is nu gewoon te lezen.");
    ali.get(&hidden).says("Wel gevraagd, nu niet verborgen").says("Er is niets verborgen");
    ali.get(&page).says_not("Verborgen door");
    assert_eq!(ali.get(&format!("{hidden}/ffffffff")).status, 404);
}

#[test]
fn own_words_are_erased_at_once_and_those_of_others_when_enough_want_it() {
    let (ali, bea, at) = two();
    let goal = ali.submit(&format!("{at}/goals/new"), &[("title", "Tuin"), ("text", "Sla")]);
    let page = format!("{at}/goals/{}", id_in(&goal, "/goals/"));
    bea.until(&page, |seen| seen.status == 200);
    let say = |words: &str| {
        let seen = bea.submit(&format!("{page}/comment"), &[("comment", words)]);
        seen.says(words);
        let (_, last) = seen.body.rsplit_once("/erase/").expect("one's own can be erased");
        let id: String = last.chars().take_while(char::is_ascii_hexdigit).collect();
        ali.until(&page, |seen| seen.body.contains(words)).says_not("/erase/");
        format!("{at}/erase/{id}")
    };
    let (own, other) = (say("Ik woon op nummer 12"), say("Kees woont op nummer 14"));

    let asked = bea.get(&own);
    asked.says("Deze woorden wissen").says("Ik woon op nummer 12").says("voor altijd");
    let gone = bea.submit(&own, &[]);
    gone.says("Wat hier stond, is gewist. Zeker gewist bij 1 van de 2 deelnemers");
    gone.says_not("nummer 12").says("nummer 14");
    bea.get(&own).says("Wat hier stond, is gewist.").says_not("Wis dit bij iedereen");

    // From where one says that it should be hidden one goes on to this.
    ali.get(&other.replace("/erase/", "/hidden/")).says("Vraag de anderen dit te wissen");
    ali.get(&other).says("Dit is van Bea.").says("Kees woont op nummer 14");
    ali.submit(&other, &[]).says("Iets van Bea wordt gewist");
    ali.get(&page).says("Kees woont op nummer 14");
    let changes = format!("{at}/changes");
    let waiting = bea.until(&changes, |seen| seen.body.contains("Iets van Bea"));
    bea.submit(&format!("{changes}/approve"), &[("id", &waiting.hidden("id"))]);
    ali.until(&other.replace("/erase/", "/hidden/"), |seen| seen.body.contains("is gewist."))
        .says_not("Vraag de anderen");
    for who in [&ali, &bea] {
        who.until(&page, |seen| !seen.body.contains("nummer"));
        who.get(&format!("{at}/log")).says_not("nummer 12").says_not("nummer 14");
    }
    // Goals and proposals go by other ways.
    let goal = page.replace("/goals/", "/erase/");
    assert_eq!(ali.get(&goal).status, 404);
}

#[test]
fn who_speaks_for_somebody_is_written_by_themselves_only() {
    let (ali, bea, at) = two();
    let members = ali.get(&format!("{at}/members"));
    let own =
        members.body.split(">Ali (jij)</a>").next().and_then(|before| before.rsplit_once('/'));
    let own = own.expect("Ali is in the list").1.trim_end_matches('"').to_owned();
    let page = format!("{at}/members/{own}");
    // A resident needs nobody, and may.
    ali.get(&page).says_not("Noem een vertegenwoordiger");
    let speaks = format!("{page}/speaks");
    let named = ali.submit(&speaks, &[("name", "Jan"), ("text", "Tot € 500")]);
    named.says("Wie namens Ali spreken").says("Tot € 500");
    let jan = format!("{speaks}/{}", id_in(&named, "/speaks/"));
    let refused = ali.post(&jan, &[("name", ""), ("text", "Tot € 900")]);
    assert_eq!(refused.status, 422);
    refused.says("Tot € 900");
    ali.submit(&jan, &[("name", "Jan Smit"), ("text", "Tot € 900")]).says("Jan Smit");
    let read = bea.until(&page, |seen| seen.body.contains("Jan Smit"));
    read.says_not("/speaks");
    bea.post(&jan, &[("name", "Piet"), ("text", "")]).says("Alleen Ali kan dit veranderen.");
    ali.submit(&format!("{jan}/remove"), &[]).says_not("Jan Smit");
}

// Ali proposes something for a goal; its address.
fn propose(ali: &Neighbour, at: &str, title: &str, goal: &str) -> String {
    let what = [("title", title), ("text", "Groen."), ("method", "majority")];
    let rest = [("review", "2099-06-01"), ("quorum", ""), ("goal", goal)];
    let sent = ali.post(&format!("{at}/decisions/new"), &[what, rest].concat());
    sent.header("location").unwrap_or_default().to_owned()
}

#[test]
fn a_hidden_title_is_read_nowhere_by_chance() {
    let (ali, bea, at) = two();
    let rule = [("title", "Niet op de persoon"), ("text", "")];
    ali.submit(&format!("{at}/charter/house_rules"), &rule);
    let changes = format!("{at}/changes");
    let waiting = bea.until(&changes, |seen| seen.body.contains("Ik ben ervoor: Nieuwe huisregel"));
    bea.submit(&format!("{changes}/approve"), &[("id", &waiting.hidden("id"))]);
    let add = |title: &str| {
        let page = ali.submit(&format!("{at}/goals/new"), &[("title", title), ("text", "")]);
        id_in(&page, "/goals/")
    };
    let (garden, away) = (add("Een tuin"), add("Weg met Bea"));
    let bench = propose(&ali, &at, "Een bank", &away);
    let colour = propose(&ali, &at, "Domme kleur", &garden);
    for item in [away.as_str(), colour.rsplit('/').next().unwrap_or_default()] {
        let case = format!("{at}/hidden/{item}");
        let asked = bea.until(&case, |seen| seen.body.contains("Verberg dit om"));
        bea.submit(&format!("{case}/hide"), &[("rule", &asked.hidden("rule"))]);
        ali.until(&case, |seen| seen.body.contains("Dit is nu verborgen."));
    }
    for who in [&ali, &bea] {
        who.get(&bench).says("Verborgen doel").says_not("Weg met Bea");
        who.get(&format!("{at}/goals/{garden}")).says("Verborgen voorstel").says_not("Domme kleur");
        // It can be opened there, so it is on the page all the same.
        let history = who.get(&format!("{colour}/history"));
        let (before, folded) = history.body.split_once("<details").expect("it is folded");
        assert!(before.contains("Verborgen voorstel") && !before.contains("Domme kleur"));
        assert!(folded.contains("Domme kleur"));
    }
    // What is asked of who wrote it.
    ali.get(&format!("{at}/")).says("Verborgen voorstel").says_not("Domme kleur");
    ali.get(&format!("{colour}/open")).says("Verborgen voorstel").says_not("Domme kleur");
}
