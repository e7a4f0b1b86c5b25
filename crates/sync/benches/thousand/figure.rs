//! The table as a picture: three small charts over the number of peers, on a scale of tens.
//!
//! Guards: readable on light and dark paper alike, and told in words too (`title`, `desc`). Next:
//! `docs/reliability.md`.

use std::fmt::Write as _;

use super::Measured;

/// Points of one chart, and the room between two.
const WIDE: f64 = 240.0;
const HIGH: f64 = 150.0;
const GAP: f64 = 60.0;
const LEFT: f64 = 50.0;
const TOP: f64 = 46.0;

/// A line: what it is called, and a number for each run.
type Line = (&'static str, Vec<f64>);

/// The picture, as SVG.
pub(crate) fn of(all: &[Measured]) -> String {
    let of = |pick: &dyn Fn(&Measured) -> f64| all.iter().map(pick).collect::<Vec<_>>();
    let charts: [(&str, Vec<Line>); 3] = [
        (
            "Connections of a peer",
            vec![
                ("the most", of(&|one| one.connections.1 as f64)),
                ("average", of(&|one| one.connections.0)),
            ],
        ),
        ("Kilobytes that a peer sends for an act", vec![("average", of(&|one| one.bytes_per_act))]),
        (
            "Seconds until all have an act",
            vec![("99 of 100", of(&|one| one.seconds[1])), ("half", of(&|one| one.seconds[0]))],
        ),
    ];
    let width = LEFT + 3.0 * (WIDE + GAP);
    let height = TOP + HIGH + 44.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title desc\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n\
         <title id=\"title\">One community of {} peers</title>\n<desc id=\"desc\">{}</desc>\n\
         <style>text{{fill:#1d2b2a}}.axis{{stroke:#6b7a78}}.a{{stroke:#0b6e63}}.b{{stroke:#b3541e}}\
         .c{{stroke:#4a5bb0}}circle{{stroke:none}}circle.a{{fill:#0b6e63}}circle.b{{fill:#b3541e}}\
         circle.c{{fill:#4a5bb0}}@media(prefers-color-scheme:dark){{text{{fill:#e6efed}}\
         .axis{{stroke:#93a3a0}}.a{{stroke:#5cc9b9}}.b{{stroke:#f0a06a}}.c{{stroke:#a5b2f5}}\
         circle.a{{fill:#5cc9b9}}circle.b{{fill:#f0a06a}}circle.c{{fill:#a5b2f5}}}}</style>\n",
        sizes(all),
        words(all)
    );
    for (place, (title, lines)) in charts.iter().enumerate() {
        let left = LEFT + place as f64 * (WIDE + GAP);
        chart(&mut svg, left, title, all, lines);
    }
    svg.push_str("</svg>\n");
    svg
}

fn sizes(all: &[Measured]) -> String {
    let sizes: Vec<_> = all.iter().map(|one| one.peers.to_string()).collect();
    sizes.join(", ")
}

fn words(all: &[Measured]) -> String {
    let line = |one: &Measured| {
        format!(
            "{} peers: {:.1} connections ({} at most), {:.2} kB an act, all have it after {:.2} s \
             (half), {:.2} s (99 of 100).",
            one.peers,
            one.connections.0,
            one.connections.1,
            one.bytes_per_act,
            one.seconds[0],
            one.seconds[1],
        )
    };
    all.iter().map(line).collect::<Vec<_>>().join(" ")
}

fn chart(svg: &mut String, left: f64, title: &str, all: &[Measured], lines: &[Line]) {
    let most = lines.iter().flat_map(|(_, values)| values).copied().fold(0.0, f64::max);
    let most = round_up(most);
    let x = |peers: usize| left + (peers as f64 / 10.0).log10() / 2.0 * WIDE;
    let y = |value: f64| TOP + HIGH - value / most * HIGH;
    let bottom = TOP + HIGH;
    let mut put = |text: String| svg.push_str(&text);
    put(format!("<text x=\"{left}\" y=\"18\" font-weight=\"600\">{title}</text>\n"));
    put(format!(
        "<path class=\"axis\" fill=\"none\" d=\"M{left} {TOP}V{bottom}H{}\"/>\n",
        left + WIDE
    ));
    for part in [0.0, 0.5, 1.0] {
        let value = most * part;
        put(format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
            left - 6.0,
            y(value) + 4.0,
            number(value)
        ));
    }
    for one in all {
        put(format!(
            "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
            x(one.peers),
            bottom + 18.0,
            one.peers
        ));
    }
    for ((name, values), class) in lines.iter().zip(["a", "b", "c"]) {
        let mut path = String::new();
        let mut dots = String::new();
        for (one, value) in all.iter().zip(values) {
            let (x, y) = (x(one.peers), y(*value));
            let letter = if path.is_empty() { 'M' } else { 'L' };
            write!(path, "{letter}{x:.1} {y:.1}").expect("a text takes it");
            write!(dots, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>")
                .expect("a text takes it");
        }
        put(format!(
            "<path class=\"{class}\" fill=\"none\" stroke-width=\"2\" d=\"{path}\"/>{dots}\n"
        ));
        if let (true, Some(last)) = (lines.len() > 1, values.last()) {
            put(format!(
                "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{name}</text>\n",
                left + WIDE - 6.0,
                y(*last) - 8.0
            ));
        }
    }
}

// 1, 2 or 5 times a power of ten.
fn round_up(value: f64) -> f64 {
    let power = 10_f64.powf(value.max(0.001).log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|step| step * power)
        .find(|top| *top >= value)
        .unwrap_or(value)
}

fn number(value: f64) -> String {
    if value >= 10.0 || value == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}
