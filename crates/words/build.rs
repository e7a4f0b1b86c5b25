//! Which keys there are and which values each asks for, so that `say!` knows while it is compiled.
//!
//! Guards: a sentence that doesn't exist, or that asks for other values, doesn't compile, in whichever crate
//! it is said. Reads the Dutch files, the language that is spoken when nothing else is asked for;
//! `tests/keys.rs` compares the English ones. A file that can't be read as Fluent fails there, with its
//! name, not here. Next: `src/speech.rs`.

use std::{collections::BTreeMap, collections::BTreeSet, env, fs, io, path::Path};

use fluent_syntax::{
    ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

const DUTCH: &str = "locales/nl";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={DUTCH}");
    let mut keys = BTreeMap::new();
    for file in fs::read_dir(DUTCH)? {
        let text = fs::read_to_string(file?.path())?;
        let resource = parser::parse(&*text).unwrap_or_else(|(readable, _)| readable);
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                let mut names = BTreeSet::new();
                message.value.iter().for_each(|value| pattern(value, &mut names));
                keys.insert(message.id.name.to_owned(), names);
            }
        }
    }
    // A sorted table: looked up in ten steps, for each `say!`.
    let mut table = String::from("&[\n");
    for (key, names) in &keys {
        table.push_str(&format!("({key:?}, &{:?}),\n", names.iter().collect::<Vec<_>>()));
    }
    table.push(']');
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("keys.rs"), table)
}

fn pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            self::expression(expression, names);
        }
    }
}

fn expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(one) => inline(one, names),
        Expression::Select { selector, variants } => {
            inline(selector, names);
            variants.iter().for_each(|variant| pattern(&variant.value, names));
        }
    }
}

fn inline(one: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match one {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => called(arguments, names),
        InlineExpression::Placeable { expression } => self::expression(expression, names),
        _ => {}
    }
}

fn called(arguments: &CallArguments<&str>, names: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|one| inline(one, names));
    arguments.named.iter().for_each(|one| inline(&one.value, names));
}
