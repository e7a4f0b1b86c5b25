//! The evidence, line by line: acts, seals, changes as JSON Lines, keys as PEM.
//!
//! Guards: what is hashed and signed stands here in its exact bytes, so that sha256sum and openssl
//! alone prove ids, chains and signatures. Next: [`crate::verify`].

use std::sync::Arc;

use act::{
    act::{Act, Parts},
    body::{Strings, Words},
    codec,
    header::Header,
    id::{ActId, CommunityId, DeviceId},
    key::Signature,
    seal::Seal,
    statement,
};
use data_encoding::{BASE64, HEXLOWER};
use document::engine::EngineError;
use serde::{Deserialize, Serialize};

use crate::source::Source;

/// Bytes of one line: an act of 16 KiB in base64, with its strings escaped.
const LINE: usize = 256 * 1024;

/// An act: `id` is the SHA-256 of `meent/act/1` and the bytes of `header`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActLine {
    id: String,
    header: String,
    kept: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    salt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    strings: Option<Vec<String>>,
    // The salted hash of words that were erased.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    erased: Option<String>,
}

/// A seal: `signature` by `device` over the 32 bytes of `message`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealLine {
    act: String,
    device: String,
    seq: u32,
    message: String,
    signature: String,
}

/// A change of the document: the SHA-256 of its bytes from the ninth on is its hash.
#[derive(Debug, Serialize)]
struct ChangeLine {
    act: String,
    change: String,
    offset: usize,
    length: usize,
}

/// Why a line is no evidence.
#[derive(Debug, thiserror::Error)]
#[error("line {line} of {file} is not in its form")]
pub struct LineError {
    /// Which file.
    pub file: &'static str,
    /// Which line, from 1.
    pub line: usize,
}

/// The file of acts.
pub const ACTS: &str = "handelingen.jsonl";
/// The file of seals.
pub const SEALS: &str = "zegels.jsonl";

/// All acts, one a line.
pub(crate) fn acts(source: &Source) -> Vec<u8> {
    lines(source.log.iter().map(|(_, entry)| {
        let words = entry.act.words();
        ActLine {
            id: entry.act.id().to_string(),
            header: BASE64.encode(&codec::encode(entry.act.header())),
            kept: BASE64.encode(&entry.act.said().kept()),
            salt: words.map(|words| HEXLOWER.encode(&words.salt)),
            strings: words.map(|words| words.strings.clone()),
            erased: match entry.act.text() {
                Some(Strings::Erased(hash)) => Some(HEXLOWER.encode(hash)),
                _ => None,
            },
        }
    }))
}

/// All seals, one a line.
pub(crate) fn seals(source: &Source) -> Vec<u8> {
    lines(source.seals.iter().map(|seal| SealLine {
        act: seal.act.to_string(),
        device: seal.device.to_string(),
        seq: seal.seq,
        message: BASE64.encode(&statement::seal(seal.community, seal.device, seal.seq, seal.act)),
        signature: BASE64.encode(&seal.signature.0),
    }))
}

/// The document in canonical order, and where each act's change stands in it.
pub(crate) fn document(source: &Source) -> Result<(Vec<u8>, Vec<u8>), EngineError> {
    let (bytes, chunks) = source.document.canonical()?;
    let lines = lines(chunks.iter().map(|chunk| ChangeLine {
        act: chunk.act.to_string(),
        change: HEXLOWER.encode(&chunk.hash),
        offset: chunk.offset,
        length: chunk.length,
    }));
    Ok((bytes, lines))
}

/// A device's public key as PEM (RFC 8410), readable by openssl.
pub(crate) fn pem(device: DeviceId) -> Vec<u8> {
    // SubjectPublicKeyInfo of an Ed25519 key: this prefix and the 32 bytes.
    let prefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    let der = [&prefix[..], device.bytes()].concat();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", BASE64.encode(&der))
        .into_bytes()
}

/// Reads the acts back.
///
/// # Errors
/// At the first line that is no act.
pub fn read_acts(bytes: &[u8]) -> Result<Vec<Arc<Act>>, LineError> {
    read(bytes, ACTS, |line: ActLine| {
        let header: Header =
            codec::decode(&BASE64.decode(line.header.as_bytes()).ok()?, LINE).ok()?;
        let strings = match (line.salt, line.strings, line.erased) {
            (Some(salt), Some(strings), None) => {
                let salt = HEXLOWER.decode(salt.as_bytes()).ok()?.try_into().ok()?;
                Some(Strings::Whole(Words { salt, strings }))
            }
            (None, None, Some(hash)) => {
                Some(Strings::Erased(HEXLOWER.decode(hash.as_bytes()).ok()?.try_into().ok()?))
            }
            (None, None, None) => None,
            _ => return None,
        };
        let act = Act::from_parts(Parts {
            version: header.version,
            class: header.class,
            community: header.community,
            device: header.device,
            seq: header.seq,
            prev: header.prev,
            seen: header.seen.clone(),
            claimed_at: header.claimed_at,
            kept: BASE64.decode(line.kept.as_bytes()).ok()?,
            strings,
        });
        let act = act.ok()?;
        // The header as it stands there must be the one that follows from the body.
        (act.id().to_string() == line.id && *act.header() == header).then(|| Arc::new(act))
    })
}

/// Reads the seals back; whether they are genuine is asked later.
///
/// # Errors
/// At the first line that is no seal.
pub fn read_seals(bytes: &[u8], community: CommunityId) -> Result<Vec<Seal>, LineError> {
    read(bytes, SEALS, |line: SealLine| {
        let act = ActId::from_hex(&line.act)?;
        let device = DeviceId::from_hex(&line.device)?;
        let signature = BASE64.decode(line.signature.as_bytes()).ok()?.try_into().ok()?;
        Some(Seal { community, device, seq: line.seq, act, signature: Signature(signature) })
    })
}

fn lines<T: Serialize>(items: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for item in items {
        serde_json::to_writer(&mut bytes, &item).expect("plain values write to memory");
        bytes.push(b'\n');
    }
    bytes
}

fn read<'a, L: Deserialize<'a>, T>(
    bytes: &'a [u8],
    file: &'static str,
    take: impl Fn(L) -> Option<T>,
) -> Result<Vec<T>, LineError> {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
    lines
        .map(|(number, line)| {
            let short = (line.len() <= LINE).then_some(line);
            let item = short.and_then(|line| serde_json::from_slice(line).ok()).and_then(&take);
            item.ok_or(LineError { file, line: number + 1 })
        })
        .collect()
}
