//! Links as they come out of mails, files and mouths.
//!
//! Guards: what the module promises. Next: [`super`].

use proptest::{collection::vec, prelude::*};

use super::*;

fn invite() -> InviteLink {
    InviteLink {
        community: CommunityId([1; 32]),
        secret: CommunitySecret([2; 32]),
        invite: ActId([3; 32]),
        seed: [4; 32],
        until: 1_800_000_000,
        name: "Buurttuin De Linde".to_owned(),
        addresses: vec!["/ip4/192.168.1.7/udp/4001/quic-v1".to_owned()],
        checkpoint: Some(Digest([5; 32])),
    }
}

fn code() -> EnrolCode {
    EnrolCode {
        community: CommunityId([1; 32]),
        secret: CommunitySecret([2; 32]),
        once: [6; 32],
        member: MemberId([7; 32]),
        enroller: DeviceId([8; 32]),
        until: 1_800_000_000,
        name: "Buurttuin De Linde".to_owned(),
        addresses: Vec::new(),
    }
}

#[track_caller]
fn check(text: &str, wanted: Result<InviteLink, LinkError>) {
    assert_eq!(InviteLink::parse(text), wanted, "{text}");
}

#[test]
fn a_link_survives_what_mails_and_people_do_to_it() {
    let link = invite().to_string();
    let broken = link.as_bytes().chunks(60).map(|line| str::from_utf8(line).unwrap());
    let broken: Vec<_> = broken.collect();
    for text in [
        link.clone(),
        format!("  \t{link}\r\n\r\n"),
        format!("\"{link}\""),
        format!("<{link}>"),
        format!("«{link}»."),
        link.to_ascii_uppercase(),
        broken.join("\n"),
        broken.join("\r\n"),
        format!("> {}", broken.join("\n> ")),
        broken.join("\u{ad}"),
        format!("Uitnodiging voor Meent: De Linde in Utrecht\n{link}\n"),
        format!(
            "Uitnodiging voor de Meent: gemeenschappelijke buurttuin\n\n{link}\n\nGroetjes, Ali"
        ),
    ] {
        check(&text, Ok(invite()));
    }
}

#[test]
fn each_way_to_be_wrong_has_its_own_word() {
    let link = invite().to_string();
    for text in ["", "hallo", "https://example.org/", "Meent: De Linde"] {
        check(text, Err(LinkError::NotALink));
    }
    check(&code().to_string(), Err(LinkError::OtherKind));
    assert_eq!(EnrolCode::parse(&link), Err(LinkError::OtherKind));
    check(&link[..link.len() / 2], Err(LinkError::Damaged));
    check(&format!("{link}groetjes"), Err(LinkError::Damaged));
    check(&link.replace("meent:", "meent-device:"), Err(LinkError::OtherKind));
    let swapped = EnrolCode::parse(&link.replace("meent:", "meent-device:"));
    assert_eq!(swapped, Err(LinkError::Damaged), "its checksum is of the other kind");
    check(&format!("meent:{}", "a".repeat(LONGEST + 1)), Err(LinkError::TooLong));
    check(&" ".repeat(TEXT + 1), Err(LinkError::TooLong));
}

/// A link of any version with a right checksum.
fn raw(version: u8, value: &[u8]) -> String {
    let mut bytes = vec![version];
    bytes.extend(value);
    bytes.extend(checksum(INVITE, &bytes));
    format!("meent:{}", BASE32_NOPAD.encode(&bytes))
}

#[test]
fn a_newer_link_says_so_and_a_false_one_is_damaged() {
    let value = codec::encode(&invite());
    check(&raw(1, &value), Ok(invite()));
    check(&raw(2, &value), Err(LinkError::Newer));
    check(&raw(2, b"something that is no CBOR of ours"), Err(LinkError::Newer));
    check(&raw(0, &value), Err(LinkError::Damaged));
    check(&raw(1, &value[..value.len() - 1]), Err(LinkError::Damaged));
    check(&raw(1, &[value.as_slice(), &[0]].concat()), Err(LinkError::Damaged));
    // More addresses, a longer address and a longer name than a link of ours holds.
    let (head, tail) = (&value[..value.len() - 34], &value[value.len() - 34..]);
    let address = head.len() - 35;
    assert_eq!(head[address - 1..=address], [0x81, 0x78], "one address, its length after it");
    let many = [&head[..address - 1], &[0x91], &[0x60; 17], tail].concat();
    check(&raw(1, &many), Err(LinkError::Damaged));
    let few = [&head[..address - 1], &[0x90], &[0x60; 16], tail].concat();
    assert_eq!(InviteLink::parse(&raw(1, &few)).unwrap().addresses, vec![""; 16]);
    let long = [&head[..address], &[0x78, 129], &[b'a'; 129], tail].concat();
    check(&raw(1, &long), Err(LinkError::Damaged));
}

#[test]
fn what_does_not_fit_is_left_out_and_the_longest_link_is_read() {
    let mut link = invite();
    link.name = "é".repeat(NAME);
    link.addresses = vec!["a".repeat(ADDRESS); ADDRESSES + 1];
    link.addresses.insert(0, "b".repeat(ADDRESS + 1));
    let text = link.to_string();
    assert!(text.len() <= LONGEST, "{}", text.len());
    let read = InviteLink::parse(&text).unwrap();
    assert_eq!(read.name, "é".repeat(NAME / 2));
    assert_eq!(read.addresses, vec!["a".repeat(ADDRESS); ADDRESSES]);
}

#[test]
fn one_wrong_missing_or_surplus_character_is_noticed() {
    let link = invite().to_string();
    let mut tried = 0;
    for at in 0..link.len() {
        let (head, tail) = (&link[..at], &link[at + 1..]);
        check_refused(&format!("{head}{tail}"));
        for wrong in ('!'..='~').chain(['é', '\u{202e}']) {
            if wrong.eq_ignore_ascii_case(&link.as_bytes()[at].into()) {
                continue;
            }
            check_refused(&format!("{head}{wrong}{tail}"));
            tried += 1;
        }
        check_refused(&format!("{head}q{}", &link[at..]));
    }
    assert!(tried > 30_000, "{tried}");
}

#[track_caller]
fn check_refused(text: &str) {
    // A letter before the first word is text around the link, which stays whole.
    let whole = text.strip_prefix('q').is_some_and(|rest| rest == invite().to_string());
    assert_eq!(InviteLink::parse(text).is_err(), !whole, "{text}");
}

#[test]
fn links_are_those_of_the_page() {
    // Composed apart, by Python's base64 and hashlib.
    let page = include_str!("../../../../docs/protocol.md");
    let mut link = InviteLink {
        seed: [4; 32],
        name: "De Linde".to_owned(),
        addresses: vec!["/ip4/127.0.0.1/tcp/4001".to_owned()],
        ..invite()
    };
    let of_invite = "meent:agefqiabaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibafmcaaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqclaqagaydambqgaydambqgaydambqgaydambqgaydambqgaydambqga2yeacaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaigtljhjaa2cemuqey2lomrsyc5zpnfydilzrgi3s4mbogaxdcl3umnyc6nbqgayvqiafaucqkbifaucqkbifaucqkbifaucqkbifaucqkbifaucqkbifau7ogf3r";
    assert_eq!(link.to_string(), of_invite);
    let of_code = "meent-device:agefqiabaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibafmcaaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqclaqambqgaydambqgaydambqgaydambqgaydambqgaydambqgaydambsyeadqobyha4dqobyha4dqobyha4dqobyha4dqobyha4dqobyha4dqowbabaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaebu22j2iagqrdfebggs3temwae7rcwda";
    assert_eq!(EnrolCode { name: "De Linde".to_owned(), ..code() }.to_string(), of_code);
    assert!(page.contains(of_invite) && page.contains(of_code));
    // Without a register the last field is left out.
    link.addresses.clear();
    link.checkpoint = None;
    let shortest = "meent:agdvqiabaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibafmcaaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqclaqagaydambqgaydambqgaydambqgaydambqgaydambqgaydambqga2yeacaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaigtljhjaa2cemuqey2lomrsyaw7fx3za";
    assert_eq!(link.to_string(), shortest);
}

fn bytes() -> impl Strategy<Value = [u8; 32]> {
    any::<[u8; 32]>()
}

proptest! {
    #[test]
    fn what_is_composed_is_read(
        ids in (bytes(), bytes(), bytes(), bytes(), bytes()),
        until: i64,
        name in ".{0,50}",
        addresses in vec("[ -~]{0,128}", 0..=16),
        checkpoint in proptest::option::of(bytes()),
    ) {
        let link = InviteLink {
            community: CommunityId(ids.0),
            secret: CommunitySecret(ids.1),
            invite: ActId(ids.2),
            seed: ids.3,
            until,
            name: name.clone(),
            addresses: addresses.clone(),
            checkpoint: checkpoint.map(Digest),
        };
        prop_assert_eq!(InviteLink::parse(&link.to_string()), Ok(link));
        let code = EnrolCode {
            community: CommunityId(ids.0),
            secret: CommunitySecret(ids.1),
            once: ids.2,
            member: MemberId(ids.3),
            enroller: DeviceId(ids.4),
            until,
            name,
            addresses,
        };
        prop_assert_eq!(EnrolCode::parse(&code.to_string()), Ok(code));
    }

    #[test]
    fn any_text_is_refused_or_read(text in "(meent:|meent-device:)?\\PC{0,300}") {
        prop_assert!(InviteLink::parse(&text).is_err());
        prop_assert!(EnrolCode::parse(&text).is_err());
    }
}
