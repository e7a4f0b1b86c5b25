//! Small drawings: one sprite per page, used by name.
//!
//! Guards: drawings say nothing that words beside them don't (they are hidden from screen readers).
//! Next: [`super::frame`].

use maud::{Markup, PreEscaped, html};

/// The drawings, as symbols.
pub(crate) fn sprite() -> Markup {
    PreEscaped(include_str!("../../assets/sprite.svg").trim().to_owned())
}

/// A drawing of the sprite, such as `i-back` or `h1`.
pub(crate) fn icon(name: &str) -> Markup {
    html! { svg aria-hidden="true" focusable="false" { use href={ "#" (name) } {} } }
}
