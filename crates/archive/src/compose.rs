//! All payload files of a snapshot, as bytes by their path in the bag.
//!
//! Guards: a function of the source alone: no clock, no randomness, no machine's language; the same on
//! every peer. Writing puts these on disk, verifying makes them again and compares. Next: [`crate::bag`].

use std::collections::BTreeMap;

use document::engine::EngineError;

use crate::{evidence, formats, page, source::Source};

/// A snapshot before it is on disk.
#[derive(Debug)]
pub struct Snapshot {
    /// The name of the bag: `meent-<slug>-<first 8 digits of the smallest head>`.
    pub name: String,
    /// Payload files by path below the bag, `/` between the parts.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The lines of `bag-info.txt`.
    pub info: Vec<(String, String)>,
}

/// Composes a snapshot.
///
/// # Errors
/// When the document's engine fails.
pub fn compose(source: &Source) -> Result<Snapshot, EngineError> {
    let title = source.document.community().map(|view| view.name.value).unwrap_or_default();
    let slug = slug(&title);
    let heads = source.heads();
    let first = heads.first().map_or("", String::as_str);
    let root = format!("data/{slug}");
    let evidence_dir = format!("{root}/bron/bron-document");
    let (document, changes) = evidence::document(source)?;
    let mut files = BTreeMap::from([
        (format!("{root}/{slug}-leeswijzer/leeswijzer.html"), page::page(source)),
        (format!("{evidence_dir}/{}", evidence::ACTS), evidence::acts(source)),
        (format!("{evidence_dir}/{}", evidence::SEALS), evidence::seals(source)),
        (format!("{evidence_dir}/document.automerge"), document),
        (format!("{evidence_dir}/document-wijzigingen.jsonl"), changes),
        (format!("{root}/documentatie/documentatie-formaten/formaten.md"), formats::NOTES.into()),
    ]);
    for (device, _) in source.log.devices() {
        let short: String = device.to_string().chars().take(16).collect();
        files.insert(format!("{evidence_dir}/sleutel-{short}.pem"), evidence::pem(device));
    }
    let octets: usize = files.values().map(Vec::len).sum();
    let info = vec![
        ("Source-Organization".to_owned(), "Meent community (no central organisation)".to_owned()),
        ("External-Identifier".to_owned(), source.log.community().to_string()),
        ("Bagging-Date".to_owned(), date(source)),
        // Without its version: another one that writes the same form writes the same bytes.
        ("Bag-Software-Agent".to_owned(), "Meent".to_owned()),
        ("Payload-Oxum".to_owned(), format!("{octets}.{}", files.len())),
        ("Meent-Format".to_owned(), formats::FORMAT.to_string()),
        ("Meent-Acts".to_owned(), source.acts().to_string()),
        ("Meent-Heads".to_owned(), heads.join(" ")),
    ];
    let short: String = first.chars().take(8).collect();
    Ok(Snapshot { name: format!("meent-{slug}-{short}"), files, info })
}

/// The part of names that stands for a title: `[a-z0-9-]`, at most 40, never empty.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'à' | 'á' | 'â' | 'ä' => slug.push('a'),
            'è' | 'é' | 'ê' | 'ë' => slug.push('e'),
            'ì' | 'í' | 'î' | 'ï' => slug.push('i'),
            'ò' | 'ó' | 'ô' | 'ö' => slug.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => slug.push('u'),
            _ if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
            _ => {}
        }
        if slug.len() >= 40 {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "gemeenschap".to_owned() } else { slug.to_owned() }
}

// The median of the members' latest claimed times: a liar can't move it far.
pub(crate) fn date(source: &Source) -> String {
    let register = source.judge.register(&source.log, source.heads_of_log());
    let mut latest: BTreeMap<_, i64> = BTreeMap::new();
    for (index, entry) in source.log.iter() {
        let author = source.judge.verdict(index).author;
        if let Some(author) = author.filter(|author| register.is_member(*author)) {
            let time = latest.entry(author).or_insert(i64::MIN);
            *time = (*time).max(entry.act.header().claimed_at);
        }
    }
    let mut times: Vec<_> = latest.into_values().collect();
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or(0);
    day(median)
}

// A day as BagIt writes it, of seconds since 1970.
fn day(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds)
        .map(|moment| moment.strftime("%Y-%m-%d").to_string())
        .unwrap_or_else(|_| "1970-01-01".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_names_on_every_disk() {
        for (title, wanted) in [
            ("Buurttuin De Linde", "buurttuin-de-linde"),
            ("CON", "con"),
            ("Één voor állen!", "een-voor-allen"),
            ("🌱", "gemeenschap"),
            ("../../etc", "etc"),
            ("", "gemeenschap"),
        ] {
            assert_eq!(slug(title), wanted, "{title}");
        }
        assert!(slug(&"lange naam ".repeat(50)).len() <= 40);
    }
}
