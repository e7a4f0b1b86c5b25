//! What goes to and fro when somebody lost all devices: a link by which the new device knows where, and
//! whose it is to become; and its request, which the members approve (R8).
//!
//! Guards: a request holds no secret, so anybody may see it; it is good for one key of one member of
//! one community, which the key itself says. Next: [`super`], for how both are written as text.

use std::fmt;

use act::{
    id::{CommunityId, DeviceId, MemberId},
    key::{self, SecretKey, Signature},
    statement,
};
use minicbor::{Decode, Encode};

use super::{
    LinkError, RECOVER, REQUEST, compose, decode_addresses, decode_name, encode_addresses,
    encode_name, parse,
};
use crate::hello::tag::CommunitySecret;

/// What a neighbour gives to who lost all devices: nobody comes in by it alone.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct RecoverLink {
    /// The community.
    #[n(0)]
    pub community: CommunityId,
    /// Its secret, for hello.
    #[n(1)]
    pub secret: CommunitySecret,
    /// The member who is to have a new device.
    #[n(2)]
    pub member: MemberId,
    /// What that member is called, for showing; at most [`super::NAME`] bytes travel.
    #[cbor(n(3), encode_with = "encode_name", decode_with = "decode_name")]
    pub who: String,
    /// What the community is called, for showing; at most [`super::NAME`] bytes travel.
    #[cbor(n(4), encode_with = "encode_name", decode_with = "decode_name")]
    pub name: String,
    /// Where its peers may be found; as many as in an invite travel.
    #[cbor(n(5), encode_with = "encode_addresses", decode_with = "decode_addresses")]
    pub addresses: Vec<String>,
}

/// A new device asks to become the only one of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct RecoverRequest {
    /// The community.
    #[n(0)]
    pub community: CommunityId,
    /// The member.
    #[n(1)]
    pub member: MemberId,
    /// The new device.
    #[n(2)]
    pub key: DeviceId,
    /// The new key's signature over [`statement::member`].
    #[n(3)]
    pub proof: Signature,
}

impl RecoverLink {
    /// Finds and reads a link in a text.
    ///
    /// # Errors
    /// When there is none, or it can't be used.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        parse(text, RECOVER)
    }
}

impl RecoverRequest {
    /// Of a new device with this key.
    #[must_use]
    pub fn new(community: CommunityId, member: MemberId, key: &SecretKey) -> Self {
        let proof = key.sign(&statement::member(community, member));
        Self { community, member, key: key.device(), proof }
    }

    /// Finds and reads a request in a text.
    ///
    /// # Errors
    /// When there is none, it can't be used, or the new key didn't sign it.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let request: Self = parse(text, REQUEST)?;
        let said = statement::member(request.community, request.member);
        if key::is_sound(&request.key.0) && key::verify(&request.key.0, &said, &request.proof) {
            Ok(request)
        } else {
            Err(LinkError::Damaged)
        }
    }
}

impl fmt::Display for RecoverLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&compose(RECOVER, self))
    }
}

impl fmt::Display for RecoverRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&compose(REQUEST, self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::InviteLink;

    fn link() -> RecoverLink {
        RecoverLink {
            community: CommunityId([1; 32]),
            secret: CommunitySecret([2; 32]),
            member: MemberId([7; 32]),
            who: "Ali".to_owned(),
            name: "De Linde".to_owned(),
            addresses: vec!["/ip4/127.0.0.1/tcp/4001".to_owned()],
        }
    }

    fn request() -> RecoverRequest {
        let key = SecretKey::from_seed(&[9; 32]);
        RecoverRequest::new(CommunityId([1; 32]), MemberId([7; 32]), &key)
    }

    #[test]
    fn both_read_back_as_written_and_as_nothing_else() {
        let (link, request) = (link(), request());
        assert_eq!(RecoverLink::parse(&link.to_string()), Ok(link.clone()));
        assert_eq!(RecoverRequest::parse(&request.to_string()), Ok(request));
        assert_eq!(RecoverLink::parse(&request.to_string()), Err(LinkError::OtherKind));
        assert_eq!(RecoverRequest::parse(&link.to_string()), Err(LinkError::OtherKind));
        assert_eq!(InviteLink::parse(&link.to_string()), Err(LinkError::OtherKind));
    }

    #[test]
    fn a_request_that_its_key_did_not_sign_for_this_member_is_refused() {
        let of_another = RecoverRequest { member: MemberId([8; 32]), ..request() };
        assert_eq!(RecoverRequest::parse(&of_another.to_string()), Err(LinkError::Damaged));
        let elsewhere = RecoverRequest { community: CommunityId([2; 32]), ..request() };
        assert_eq!(RecoverRequest::parse(&elsewhere.to_string()), Err(LinkError::Damaged));
    }
}
