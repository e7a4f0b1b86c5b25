//! A decision to try the parts of the page with, where a real one would take many neighbours.
//!
//! Guards: it is read as the peer's own answer is, so that it has every field. Next: the tests beside it.

use peer::answer::Decision;
use serde_json::{Value, json};

/// A consent round among Ali, Bea, Cor, Dina and Ed that was closed, with other values for some fields.
pub(super) fn decision(changes: Value) -> Decision {
    let cast = |id: &str, by: &str, ballot: &str, late: bool| {
        json!({"id": id, "by": by, "ballot": ballot, "reason": format!("{by} vindt {ballot}"),
            "at": 1_796_151_600, "late": late})
    };
    let mut decision = json!({
        "id": "d1", "title": "Speelstraat", "text": "", "by": "Ali", "at": 1_796_151_600, "base": [],
        "editable": false, "changed": null, "review": "2027-03-14", "goal": null, "goal_title": null,
        "method": "consent", "quorum": "1/2", "share": null, "status": "closed", "outcome": null,
        "provisional": "rejected", "would_be": null, "round": "r1", "opened_at": 1_796_151_600,
        "opened_by": "Ali", "closed_at": 1_796_238_000, "confirmed_at": null,
        "deadline": 1_796_756_400, "elector": true, "mine": null, "my_reason": null,
        "may_close": false, "may_acknowledge": false, "acknowledged_from": null,
        "electorate": ["Ali", "Bea", "Cor", "Dina", "Ed"],
        "counted": {"Ali": "consent", "Bea": "object", "Cor": "concern"}, "void": ["Dina"],
    });
    let more = json!({
        "acknowledged": ["Ali"], "needed": 3, "double": [], "shown": "c1", "closes": {},
        "ballots": [
            cast("b1", "Ali", "object", false), cast("b2", "Ali", "consent", false),
            cast("b3", "Bea", "object", false), cast("b4", "Bea", "object", false),
            cast("b5", "Cor", "concern", false), cast("b6", "Dina", "consent", false),
            cast("b7", "Dina", "object", false), cast("b8", "Ed", "object", true),
        ],
        "text_differs": false, "conflicts": {}, "comments": [],
    });
    for part in [more, changes] {
        if let (Value::Object(decision), Value::Object(part)) = (&mut decision, part) {
            decision.extend(part);
        }
    }
    serde_json::from_value(decision).expect("every field of a decision")
}
