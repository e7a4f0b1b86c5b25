//! The readable page of a bag, as somebody finds it who has nothing else.
//!
//! Guards: headings step down one at a time, people stand in order, and what was decided stands with how
//! far it is. Next: `../src/page.rs`.

mod bag;

use bag::{file, written};

#[test]
fn the_page_is_read_from_top_to_bottom() {
    let (_out, bag) = written(300);
    let page = std::fs::read_to_string(file(&bag, "leeswijzer.html")).expect("it was just written");

    let levels =
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10));
    let levels: Vec<_> = levels.collect();
    assert_eq!(levels.first(), Some(&1));
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "a level is passed over: {levels:?}"
    );

    let (_, list) = page.split_once("<h2>Wie er meedoet</h2>\n<ul>\n").expect("people are there");
    let (list, _) = list.split_once("</ul>").expect("the list ends");
    let people: Vec<_> = list.lines().map(str::to_lowercase).collect();
    assert!(people.len() > 3 && people.is_sorted(), "{people:?}");

    assert!(page.contains("<p>Stand: vastgesteld, aangenomen</p>"), "no outcome is told");
    assert!(!page.contains("<p>Stand: vastgesteld</p>"), "an outcome is left out");
}
