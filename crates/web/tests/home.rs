//! For you, what happened, settings, about and the archive, asked of a running page as a browser does.
//!
//! Guards: what needs somebody stands on their home and goes away when it is done; what is taken along is
//! whole. Next: `../src/pages/home.rs`.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::{
    io::{Cursor, Read as _, Write as _},
    net::TcpStream,
};

use meent_web::server::{Links, Page};
use peer::{
    answer::Answer,
    command::{Command, Kind, Method, Request},
    running::{Options, Peer},
};

/// Somebody with a peer and a browser.
struct Person {
    peer: Peer,
    links: Links,
    host: String,
    cookie: String,
    community: String,
    _dir: tempfile::TempDir,
}

struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(of, _)| of.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }
}

impl Person {
    async fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let listen = vec!["/ip4/127.0.0.1/tcp/0".to_owned()];
        let options = Options { listen, ..Options::default() };
        let peer = Peer::open(dir.path(), options).await.unwrap();
        let page = Page::bind(peer.clone(), 0).await.unwrap();
        let links = page.links();
        let host = links.link().split('/').nth(2).unwrap().to_owned();
        tokio::spawn(page.serve());
        let (cookie, community) = (String::new(), String::new());
        let mut person = Self { peer, links, host, cookie, community, _dir: dir };
        let path = person.links.link().split_once(&person.host).unwrap().1.to_owned();
        let cookie = person.get(&path).await.header("set-cookie").to_owned();
        person.cookie = cookie.split(';').next().unwrap().to_owned();
        person
    }

    async fn founder() -> Self {
        let mut ali = Self::start().await;
        let founded = Command::CommunityCreate {
            name: "De Linde".to_owned(),
            purpose: "Samen een fijne straat.".to_owned(),
            me: "Ali".to_owned(),
            kind: Kind::Resident,
            charter: None,
        };
        let Answer::Community(community) = ali.tell(founded).await else { panic!("no community") };
        ali.community = community.id;
        ali
    }

    /// Bea, who came in by an invite of this person and knows that she is a guest.
    async fn guest(&self) -> Self {
        let Answer::Link(invite) = self.tell(Command::Invite).await else { panic!("no link") };
        let mut bea = Self::start().await;
        let (link, me) = (invite.link, "Bea".to_owned());
        let joined = bea.tell(Command::Join { link, me, kind: Kind::Resident }).await;
        let Answer::Joined(joined) = joined else { panic!("not joined") };
        assert_eq!(joined.state, "guest");
        bea.community = joined.community;
        bea
    }

    async fn tell(&self, command: Command) -> Answer {
        let community = (!self.community.is_empty()).then(|| self.community.clone());
        self.peer.execute(Request { community, command }).await.unwrap()
    }

    async fn propose(&self, title: &str) -> String {
        let proposal = Command::DecisionPropose {
            title: title.to_owned(),
            text: "Drie maanden.".to_owned(),
            review: "2027-03-10".to_owned(),
            goal: None,
            method: Method::Consent,
            quorum: None,
            share: None,
            numbers: Default::default(),
            options: Vec::new(),
        };
        match self.tell(proposal).await {
            Answer::Done(done) => done.id,
            Answer::Decision(decision) => decision.id,
            other => panic!("{other:?}"),
        }
    }

    fn at(&self, page: &str) -> String {
        format!("/c/{}/{page}", &self.community[..12])
    }

    async fn get(&self, path: &str) -> Reply {
        let (host, cookie) = (&self.host, &self.cookie);
        self.send(format!("GET {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\n"), "").await
    }

    async fn post(&self, path: &str, body: &str) -> Reply {
        let (host, cookie, long) = (&self.host, &self.cookie, body.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\norigin: http://{host}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {long}\r\n"
        );
        self.send(head, body).await
    }

    async fn send(&self, head: String, body: &str) -> Reply {
        let (host, request) = (
            self.host.clone(),
            format!("{head}accept-language: nl\r\nconnection: close\r\n\r\n{body}"),
        );
        let sent = tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(host).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
            let head = String::from_utf8(answer[..end].to_vec()).unwrap();
            let status = head.split(' ').nth(1).unwrap().parse().unwrap();
            Reply { status, head, body: answer[end + 4..].to_vec() }
        });
        sent.await.unwrap()
    }

    /// The text of a page that is there.
    async fn read(&self, page: &str) -> String {
        let reply = self.get(&self.at(page)).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.text()
    }

    /// Waits until a page says something.
    async fn until(&self, page: &str, said: &str) -> String {
        let mut changes = self.peer.changes();
        loop {
            changes.mark_unchanged();
            let text = self.read(page).await;
            if text.contains(said) {
                return text;
            }
            let patience = std::time::Duration::from_secs(20);
            let changed = tokio::time::timeout(patience, changes.changed()).await;
            assert!(changed.is_ok(), "{page} never says {said}: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_community_shows_the_next_good_steps_and_ticks_them_off() {
    let ali = Person::founder().await;
    let fresh = ali.read("").await;
    assert!(fresh.contains("Samen een fijne straat."));
    for open in ["invite", "goals/new", "decisions/new"] {
        assert!(fresh.contains(&format!("href=\"{}\">", ali.at(open))), "{open}");
        assert_eq!(ali.get(&ali.at(open)).await.status, 200, "{open}");
    }
    assert!(!fresh.contains("Gedaan:") && !fresh.contains("Je bent bij"));
    let goal = Command::GoalAdd { title: "Een veilige straat".to_owned(), text: None };
    ali.tell(goal).await;
    let begun = ali.read("").await;
    assert_eq!(begun.matches("Gedaan:").count(), 1);
    assert!(!begun.contains(&ali.at("goals/new")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_is_welcomed_with_one_tap_and_then_nothing_waits() {
    let ali = Person::founder().await;
    let bea = ali.guest().await;
    assert!(bea.read("").await.contains("Je bent gast"));
    let home = ali.until("", "Bea wil meedoen").await;
    let hidden = home.split_once("name=\"who\" value=\"").unwrap().1;
    let who = hidden.split_once('"').unwrap().0;
    let done = ali.post(&ali.at("welcome"), &format!("who={who}")).await;
    assert_eq!((done.status, done.header("location")), (303, ali.at("").as_str()));
    assert!(!ali.read("").await.contains("Bea wil meedoen"));
    bea.until("", "Een goed begin").await;
    let member = bea.read("").await;
    assert!(!member.contains("Je bent gast"), "{member}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_did_is_new_until_it_was_seen() {
    let ali = Person::founder().await;
    let bea = ali.guest().await;
    let title = "Een <b>bankje</b> op de hoek";
    bea.tell(Command::GoalAdd { title: title.to_owned(), text: None }).await;
    let news = ali.until("", "Bea voegde een doel toe").await;
    assert!(news.contains("Een &lt;b&gt;bankje&lt;/b&gt; op de hoek"));
    assert!(news.contains("Bea kwam binnen als gast"));
    let seen = news.split_once("name=\"acts\" value=\"").unwrap().1.split_once('"').unwrap().0;
    assert_eq!(ali.post(&ali.at("seen"), &format!("acts={seen}")).await.status, 303);
    let calm = ali.read("").await;
    assert!(!calm.contains("Bea voegde een doel toe"), "{calm}");
    assert!(!calm.contains("name=\"acts\""));
    // In the log it stays.
    assert!(ali.read("log").await.contains("Bea voegde een doel toe"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_still_reads_and_is_asked_nothing() {
    let ali = Person::founder().await;
    let bea = ali.guest().await;
    bea.tell(Command::CommunityLeave).await;
    let left = bea.read("").await;
    assert!(left.contains("Je hebt De Linde verlaten"), "{left}");
    for gone in ["Een goed begin", "Je bent bij", "name=\"acts\"", "name=\"who\""] {
        assert!(!left.contains(gone), "{gone}");
    }
    assert!(left.contains(&bea.at("log")));
    let settings = bea.get("/settings").await.text();
    assert!(settings.contains(&bea.at("archive")) && !settings.contains(&bea.at("leave")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_read_in_parts_and_by_person() {
    let ali = Person::founder().await;
    let goal = |at: usize| Command::GoalAdd { title: format!("Doel {at}"), text: None };
    for at in 0..60 {
        ali.tell(goal(at)).await;
    }
    let newest = ali.read("log").await;
    assert_eq!(newest.matches("<li id=\"a-").count(), 50);
    assert!(newest.contains("“Doel 59”") && !newest.contains("“Doel 9”"));
    let link = newest.split_once("rel=\"next\" href=\"").unwrap().1.split_once('"').unwrap().0;
    let older = ali.get(link).await.text();
    assert!(older.contains("“Doel 9”") && older.contains("begon de gemeenschap"));
    assert!(!older.contains("rel=\"next\"") && older.contains("rel=\"prev\""));
    let Answer::Members(list) = ali.tell(Command::MemberList).await else { panic!("no members") };
    let of_ali = ali.read(&format!("log?by={}", list.members[0].id)).await;
    assert_eq!(of_ali.matches("<li id=\"a-").count(), 50);
    assert!(of_ali.contains("before=") && of_ali.contains("by="));
    assert_eq!(ali.get(&ali.at("log?by=%22%3E%3Cscript%3E")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_saved_by_one_button_and_hold_at_once() {
    let ali = Person::founder().await;
    let before = ali.get("/settings").await.text();
    assert!(before.contains("lang=\"nl\"") && before.contains("De Linde"));
    let saved = ali.post("/settings", "language=en&theme=dark").await;
    assert_eq!((saved.status, saved.header("location")), (303, "/settings?saved"));
    for page in ["members/name", "devices", "archive", "leave"] {
        assert!(before.contains(&format!("href=\"{}\">", ali.at(page))), "{page}");
        assert_eq!(ali.get(&ali.at(page)).await.status, 200, "{page}");
    }
    let after = ali.get("/settings?saved").await.text();
    assert!(after.contains("lang=\"en\"") && after.contains("role=\"status\""), "{after}");
    assert!(after.contains("/assets/dark."));
    let refused = ali.post("/settings", "language=tlh&theme=dark").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("id=\"faults\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn about_says_what_is_kept_where_and_what_it_is_built_with() {
    let ali = Person::start().await;
    let about = ali.get("/about").await;
    assert_eq!(about.status, 200);
    let about = about.text();
    for said in ["EUPL-1.2", "<b>automerge</b>", env!("CARGO_PKG_VERSION"), "Op dit apparaat"] {
        assert!(about.contains(said), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_along_is_whole_and_can_be_verified() {
    let ali = Person::founder().await;
    ali.propose("Een bankje").await;
    let checked = ali.post(&ali.at("archive"), "").await;
    assert_eq!(checked.status, 200);
    assert!(checked.text().contains("Alles klopt"));

    let document = ali.get(&ali.at("archive/document")).await;
    let named = document.header("content-disposition");
    assert_eq!(named, "attachment; filename=\"de-linde.automerge\"");
    assert_eq!(document.header("content-type"), "application/octet-stream");
    assert_eq!(document.header("x-content-type-options"), "nosniff");
    // What every Automerge file begins with.
    assert!(document.body.starts_with(&[0x85, 0x6f, 0x4a, 0x83]));

    let bag = ali.get(&ali.at("archive/bag")).await;
    assert_eq!(bag.header("content-type"), "application/zip");
    let named = bag.header("content-disposition");
    assert!(named.starts_with("attachment; filename=\"meent-de-linde-"), "{named}");
    let out = tempfile::tempdir().unwrap();
    zip::ZipArchive::new(Cursor::new(bag.body)).unwrap().extract(out.path()).unwrap();
    let folder = std::fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path();
    let verified = archive::verify::verify(&folder).unwrap();
    let Answer::Verified(ours) = ali.tell(Command::Verify).await else { panic!("not verified") };
    assert_eq!((verified.acts, verified.heads), (ours.acts, ours.heads));
}
