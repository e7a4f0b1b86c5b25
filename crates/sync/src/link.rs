//! Invite links and device codes: what one person gives another to come in, as text.
//!
//! Guards: reads the same through mails, QR codes and a voice: letters and digits only, either case,
//! broken lines and quotes around it don't matter; one wrong character is noticed, and each way to be
//! wrong has its own word. Whoever has a link may come in by it. Next: [`crate::join`].

use std::fmt;

use act::{
    codec,
    id::{ActId, CommunityId, DeviceId, Digest, MemberId},
};
use data_encoding::BASE32_NOPAD;
use minicbor::{Decode, Encode};
use sha2::{Digest as _, Sha256};

use crate::hello::tag::CommunitySecret;

mod recovery; // what who lost all devices is given, and asks
#[cfg(test)]
mod tests;

pub use recovery::{RecoverLink, RecoverRequest};

/// Characters of a link without its first word: the longest one, with 16 addresses of 128 bytes, has
/// about 3,950, so this is a page of text.
pub const LONGEST: usize = 4 * 1024;

/// Bytes of the text in which a link is looked for: a link, and a page that explains it.
pub const TEXT: usize = 16 * 1024;

/// Addresses in a link: two kinds of transport on a few networks; each makes a QR code denser.
pub const ADDRESSES: usize = 16;

/// Bytes of one address: one through a relay with two peer ids has about 125.
pub const ADDRESS: usize = 128;

/// Bytes of the name shown before anything is known of the community; a longer one is cut.
pub const NAME: usize = 200;

/// The form of links that this program makes.
const VERSION: u8 = 1;

/// Bytes of the checksum: of four billion damaged links one passes.
const CHECKSUM: usize = 4;

/// What an invite link carries.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct InviteLink {
    /// The community.
    #[n(0)]
    pub community: CommunityId,
    /// Its secret, for hello.
    #[n(1)]
    pub secret: CommunitySecret,
    /// The act that published the invite.
    #[n(2)]
    pub invite: ActId,
    /// The seed of the invite's key.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub seed: [u8; 32],
    /// Seconds since 1970 until which apps let somebody in by it.
    #[n(4)]
    pub until: i64,
    /// What the community is called, for showing; at most [`NAME`] bytes travel.
    #[cbor(n(5), encode_with = "encode_name", decode_with = "decode_name")]
    pub name: String,
    /// Where its peers may be found, as multiaddresses; [`ADDRESSES`] of [`ADDRESS`] bytes travel.
    #[cbor(n(6), encode_with = "encode_addresses", decode_with = "decode_addresses")]
    pub addresses: Vec<String>,
    /// The newest register that the inviter has seen in force.
    #[n(7)]
    pub checkpoint: Option<Digest>,
}

/// What a device code carries: with it a person's other device adds this one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct EnrolCode {
    /// The community.
    #[n(0)]
    pub community: CommunityId,
    /// Its secret, for hello.
    #[n(1)]
    pub secret: CommunitySecret,
    /// The one-time secret: known to the device that made the code and to who reads it.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub once: [u8; 32],
    /// The member whose device it becomes.
    #[n(3)]
    pub member: MemberId,
    /// The device that made the code and writes the enrolment.
    #[n(4)]
    pub enroller: DeviceId,
    /// Seconds since 1970 until which it is good.
    #[n(5)]
    pub until: i64,
    /// What the community is called, for showing; at most [`NAME`] bytes travel.
    #[cbor(n(6), encode_with = "encode_name", decode_with = "decode_name")]
    pub name: String,
    /// Where the device may be found, as multiaddresses; [`ADDRESSES`] of [`ADDRESS`] bytes travel.
    #[cbor(n(7), encode_with = "encode_addresses", decode_with = "decode_addresses")]
    pub addresses: Vec<String>,
}

/// Why a text is no link; [`LinkError::key`] names it for people's own words. In order
/// of how close the text came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum LinkError {
    /// No link stands in it.
    #[error("this is not a Meent link")]
    NotALink,
    /// An invite was asked and this is a device code, or any other kind than was asked.
    #[error("this is a link of the other kind")]
    OtherKind,
    /// Cut off, or a character is wrong.
    #[error("the link is damaged or not whole")]
    Damaged,
    /// Longer than any link.
    #[error("the text is longer than a link can be")]
    TooLong,
    /// Made by a newer Meent.
    #[error("the link is of a newer version")]
    Newer,
}

impl LinkError {
    /// One word for each.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotALink => "not_a_link",
            Self::OtherKind => "other_kind",
            Self::Damaged => "damaged",
            Self::Newer => "newer",
            Self::TooLong => "too_long",
        }
    }
}

/// The first word of an invite link.
const INVITE: &str = "meent:";

/// The first word of a device code.
const DEVICE: &str = "meent-device:";

/// The first word of a link for who lost all devices.
const RECOVER: &str = "meent-recover:";

/// The first word of the request that is made with it.
const REQUEST: &str = "meent-request:";

/// All of them. None is the end of another one.
const KINDS: [&str; 4] = [INVITE, DEVICE, RECOVER, REQUEST];

impl InviteLink {
    /// Finds and reads a link in a text: what was pasted, or the content of a file.
    ///
    /// # Errors
    /// When there is none, or it can't be used.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        parse(text, INVITE)
    }
}

impl EnrolCode {
    /// Finds and reads a code in a text.
    ///
    /// # Errors
    /// When there is none, or it can't be used.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        parse(text, DEVICE)
    }
}

impl fmt::Display for InviteLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&compose(INVITE, self))
    }
}

impl fmt::Display for EnrolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&compose(DEVICE, self))
    }
}

fn compose<T: Encode<()>>(word: &str, value: &T) -> String {
    let mut bytes = vec![VERSION];
    bytes.extend(codec::encode(value));
    bytes.extend(checksum(word, &bytes));
    format!("{word}{}", BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
}

fn checksum(word: &str, bytes: &[u8]) -> [u8; CHECKSUM] {
    let hash: [u8; 32] = Sha256::new().chain_update(word).chain_update(bytes).finalize().into();
    let [a, b, c, d, ..] = hash;
    [a, b, c, d]
}

fn parse<T>(text: &str, word: &str) -> Result<T, LinkError>
where
    T: for<'b> Decode<'b, ()> + Encode<()>,
{
    if text.len() > TEXT {
        return Err(LinkError::TooLong);
    }
    let text = text.to_ascii_lowercase();
    // A line of explanation may name Meent too, so each place is tried, and of the reasons why they
    // failed the one that came closest to a link is told.
    let mut failed = None;
    for (at, _) in text.match_indices(word) {
        match read(text.get(at..).and_then(|rest| rest.strip_prefix(word)).unwrap_or(""), word) {
            Ok(value) => return Ok(value),
            Err(LinkError::NotALink) => {}
            Err(error) => failed = failed.max(Some(error)),
        }
    }
    let begins = |other: &str| {
        text.match_indices(other).any(|(at, _)| {
            let rest = text.get(at..).and_then(|rest| rest.strip_prefix(other));
            rest.is_some_and(|rest| characters(rest).len() >= SHORTEST)
        })
    };
    Err(match failed {
        Some(error) => error,
        None if KINDS.iter().any(|other| *other != word && begins(other)) => LinkError::OtherKind,
        None => LinkError::NotALink,
    })
}

/// Characters below which something after the first word is no link but a sentence about Meent.
const SHORTEST: usize = 24;

// The characters of a link from here on: over broken lines and the marks of a quoted mail, up to a
// blank line or anything else that no link holds.
fn characters(text: &str) -> String {
    let mut link = String::new();
    let mut line_is_blank = false;
    for letter in text.chars() {
        match letter {
            '\n' if line_is_blank => break,
            '\n' => line_is_blank = true,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            '>' if line_is_blank => {}
            letter if letter.is_whitespace() => {}
            'a'..='z' | '0'..='9' => {
                line_is_blank = false;
                link.push(letter);
            }
            _ => break,
        }
    }
    link
}

fn read<T>(text: &str, word: &str) -> Result<T, LinkError>
where
    T: for<'b> Decode<'b, ()> + Encode<()>,
{
    let link = characters(text);
    if link.len() < SHORTEST {
        return Err(LinkError::NotALink);
    }
    if link.len() > LONGEST {
        return Err(LinkError::TooLong);
    }
    let bytes = BASE32_NOPAD
        .decode(link.to_ascii_uppercase().as_bytes())
        .map_err(|_| LinkError::Damaged)?;
    let (rest, sum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(LinkError::Damaged)?;
    if checksum(word, rest) != *sum {
        return Err(LinkError::Damaged);
    }
    match rest.split_first() {
        Some((&VERSION, value)) => codec::decode(value, LONGEST).map_err(|_| LinkError::Damaged),
        Some((version, _)) if *version > VERSION => Err(LinkError::Newer),
        _ => Err(LinkError::Damaged),
    }
}

type Written<W> = Result<(), minicbor::encode::Error<W>>;

fn encode_name<C, W: minicbor::encode::Write>(
    name: &str,
    encoder: &mut minicbor::Encoder<W>,
    _: &mut C,
) -> Written<W::Error> {
    let mut end = name.len().min(NAME);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    encoder.str(name.get(..end).unwrap_or(""))?.ok()
}

fn decode_name<C>(
    decoder: &mut minicbor::Decoder<'_>,
    _: &mut C,
) -> Result<String, minicbor::decode::Error> {
    short(decoder, NAME)
}

// What doesn't fit is left out: the other addresses still find the community.
pub(crate) fn encode_addresses<C, W: minicbor::encode::Write>(
    addresses: &[String],
    encoder: &mut minicbor::Encoder<W>,
    _: &mut C,
) -> Written<W::Error> {
    let fitting = || addresses.iter().filter(|address| address.len() <= ADDRESS).take(ADDRESSES);
    encoder.array(fitting().count() as u64)?;
    fitting().try_for_each(|address| encoder.str(address)?.ok())
}

pub(crate) fn decode_addresses<C>(
    decoder: &mut minicbor::Decoder<'_>,
    _: &mut C,
) -> Result<Vec<String>, minicbor::decode::Error> {
    let count = decoder.array()?.filter(|count| *count <= ADDRESSES as u64);
    let count = count.ok_or_else(|| minicbor::decode::Error::message("too many addresses"))?;
    (0..count).map(|_| short(decoder, ADDRESS)).collect()
}

fn short(
    decoder: &mut minicbor::Decoder<'_>,
    longest: usize,
) -> Result<String, minicbor::decode::Error> {
    let text = decoder.str()?;
    if text.len() > longest {
        return Err(minicbor::decode::Error::message("longer than allowed"));
    }
    Ok(text.to_owned())
}
