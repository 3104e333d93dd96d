//! The rules of the house: rooms import downward only, a type has a name of its own, and every file says what it is and
//! is short enough to be read at once.
//!
//! The floors are those of the diagram in `src/lib.rs`, which is read here: a line of it is a floor, its first words
//! are the rooms (folders or files directly in `src`), and what follows two spaces says what they do. A room imports
//! from the lines above its own. Rooms of one line do not know each other.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What every room may use, wherever it stands.
const FOR_ALL: &str = "text";
/// Names that say the same of every room: how it is called, how it fails, what reads its format.
const COMMON_NAMES: [&str; 4] = ["Error", "Failure", "Options", "Reader"];
/// The most lines of a file.
const LONGEST: usize = 400;

/// A file of the sources.
struct File {
    /// Below `src`, with `/`.
    path: String,
    text: String,
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// How many modules lie between its own and the root of the crate, itself included.
    fn depth(&self) -> usize {
        self.path.trim_end_matches("/mod.rs").matches('/').count() + 1
    }

    fn tokens(&self) -> TokenStream {
        self.text.parse().unwrap_or_else(|error| panic!("src/{}: {error}", self.path))
    }

    /// The rooms that it names in a path from the root of the crate, each with its line.
    fn imports(&self) -> Vec<(usize, String)> {
        let root = if self.path == "main.rs" { "gongbao" } else { "crate" };
        let mut found = Vec::new();
        paths(self.tokens(), self.depth(), root, &mut found);
        found
    }
}

/// The paths in some tokens that begin at the root of the crate or climb to it.
fn paths(tokens: TokenStream, depth: usize, root: &str, found: &mut Vec<(usize, String)>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => {
                let named = at.checked_sub(2).and_then(|before| trees.get(before));
                let module = named.is_some_and(|tree| is(tree, "mod"));
                paths(group.stream(), depth + usize::from(module), root, found);
            }
            TokenTree::Ident(_)
                if !trees[..at].ends_with_separator() && trees[at + 1..].begins_with_separator() =>
            {
                let below = if is(tree, root) { Some(0) } else { climbed(tree, depth) };
                below.into_iter().for_each(|depth| path(&trees[at + 3..], depth, found));
            }
            _ => {}
        }
    }
}

/// What a path names at the root, of which so many modules are climbed down from.
fn path(trees: &[TokenTree], depth: usize, found: &mut Vec<(usize, String)>) {
    match trees {
        [TokenTree::Group(group), ..] => {
            let parts: Vec<TokenTree> = group.stream().into_iter().collect();
            parts
                .split(|tree| matches!(tree, TokenTree::Punct(mark) if mark.as_char() == ','))
                .for_each(|part| path(part, depth, found));
        }
        [tree @ TokenTree::Ident(name), rest @ ..] => match climbed(tree, depth) {
            Some(depth) if rest.begins_with_separator() => path(&rest[2..], depth, found),
            None if depth == 0 => found.push((name.span().start().line, name.to_string())),
            _ => {}
        },
        _ => {}
    }
}

/// How deep `self` and `super` lead.
fn climbed(tree: &TokenTree, depth: usize) -> Option<usize> {
    if is(tree, "super") { depth.checked_sub(1) } else { is(tree, "self").then_some(depth) }
}

fn is(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == word)
}

/// Where `::` stands.
trait Separated {
    fn begins_with_separator(&self) -> bool;
    fn ends_with_separator(&self) -> bool;
}

impl Separated for [TokenTree] {
    fn begins_with_separator(&self) -> bool {
        matches!(self, [TokenTree::Punct(a), TokenTree::Punct(b), ..] if a.as_char() == ':' && b.as_char() == ':')
    }

    fn ends_with_separator(&self) -> bool {
        matches!(self, [.., TokenTree::Punct(a), TokenTree::Punct(b)] if a.as_char() == ':' && b.as_char() == ':')
    }
}

fn sources() -> Vec<File> {
    let entries = walkdir::WalkDir::new("src").sort_by_file_name().into_iter().map(Result::unwrap);
    let rust = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    let file = |path: &Path| {
        let parts: Vec<&str> = path.iter().skip(1).map(|part| part.to_str().unwrap()).collect();
        File::new(&parts.join("/"), &fs::read_to_string(path).unwrap())
    };
    rust.map(|entry| file(entry.path())).collect()
}

/// The floor of each room in the diagram of `lib.rs`, the lowest first.
fn floors(files: &[File]) -> BTreeMap<String, usize> {
    let lib = files.iter().find(|file| file.path == "lib.rs").unwrap();
    let lines = lib.text.lines().skip_while(|line| *line != "//! ```text").skip(1);
    let floors = lines.take_while(|line| *line != "//! ```").filter_map(|line| line.strip_prefix("//! "));
    let floors = floors.filter(|line| !line.starts_with(' ')).enumerate();
    let rooms =
        |line: &str| line.split("  ").next().unwrap().split([' ', ',']).map(str::to_owned).collect::<Vec<_>>();
    let of_line =
        |(at, line)| rooms(line).into_iter().filter(|room| !room.is_empty()).map(move |room| (room, at + 1));
    floors.flat_map(of_line).collect()
}

/// Every import that leads upward or to the side, and every room that stands on no floor or is not there.
fn upward(files: &[File]) -> Vec<String> {
    let floors = floors(files);
    let rooms: BTreeSet<&str> = files.iter().map(File::room).filter(|room| *room != "lib").collect();
    let missing = floors.keys().filter(|room| !rooms.contains(room.as_str()));
    let mut wrong: Vec<String> =
        missing.map(|room| format!("src/lib.rs: the room `{room}` of the diagram is not there")).collect();
    let homeless = rooms.iter().filter(|room| !floors.contains_key(**room));
    wrong.extend(homeless.map(|room| format!("src/lib.rs: the room `{room}` stands on no floor of the diagram")));
    for file in files {
        let Some(own) = floors.get(file.room()) else { continue };
        for (line, room) in file.imports().into_iter().filter(|(_, room)| room != file.room() && room != FOR_ALL) {
            let place = format!("src/{}:{line}: {} (floor {own})", file.path, file.room());
            match floors.get(&room) {
                Some(other) if other < own => {}
                Some(other) => wrong.push(format!("{place} imports {room} (floor {other})")),
                // Said above, once.
                None if rooms.contains(room.as_str()) => {}
                None => wrong.push(format!("{place} imports {room}, which stands on no floor")),
            }
        }
    }
    wrong
}

/// Every type name that two rooms declare as public.
fn doubled(files: &[File]) -> Vec<String> {
    fn declared(tokens: TokenStream, names: &mut BTreeSet<String>) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        for parts in trees.windows(3) {
            if is(&parts[0], "pub") && ["struct", "enum", "trait"].iter().any(|word| is(&parts[1], word)) {
                names.insert(parts[2].to_string());
            }
        }
        trees.iter().for_each(|tree| {
            if let TokenTree::Group(group) = tree {
                declared(group.stream(), names);
            }
        });
    }
    let mut rooms: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        let mut names = BTreeSet::new();
        declared(file.tokens(), &mut names);
        for name in names {
            rooms.entry(name).or_default().insert(file.room());
        }
    }
    let doubled =
        rooms.into_iter().filter(|(name, rooms)| rooms.len() > 1 && !COMMON_NAMES.contains(&name.as_str()));
    doubled
        .map(|(name, rooms)| format!("`{name}` is a type of {}", Vec::from_iter(rooms).join(" and of ")))
        .collect()
}

/// Every file that does not say what it is, or is too long.
fn unreadable(files: &[File]) -> Vec<String> {
    let problem = |file: &File| {
        let lines = file.text.lines().count();
        if !file.text.starts_with("//! ") {
            Some(format!("src/{}:1: the file does not begin with `//!` and what it is", file.path))
        } else {
            (lines > LONGEST).then(|| format!("src/{}: {lines} lines, more than {LONGEST}", file.path))
        }
    };
    files.iter().filter_map(problem).collect()
}

fn check(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rooms_import_downward_only() {
    check(&upward(&sources()));
}

#[test]
fn a_type_name_is_public_in_one_room() {
    check(&doubled(&sources()));
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    check(&unreadable(&sources()));
}

/// A house of four floors, with one more file.
fn house(path: &str, text: &str) -> Vec<File> {
    let diagram = "//! A house.\n//!\n//! ```text\n//! text          words\n//! low           files,\n\
        //!               and more\n//! left right    two rooms\n//! high          all\n//! main\n//! ```\n";
    let rooms =
        ["text", "low", "left", "right", "high"].map(|room| File::new(&format!("{room}/mod.rs"), "//! A room.\n"));
    let mut files = vec![File::new("lib.rs", diagram), File::new("main.rs", "//! All.\nuse gongbao::high;\n")];
    files.extend(rooms);
    files.retain(|file| file.path != path);
    files.push(File::new(path, text));
    files
}

#[test]
fn an_upward_import_is_found_in_whatever_way_it_is_written() {
    let found = |path, text| upward(&house(path, text));
    let high = |at: &str| [format!("src/{at}: low (floor 2) imports high (floor 4)")];
    assert_eq!(found("low/a.rs", "//! A.\nuse crate::high::Thing;\n"), high("low/a.rs:2"));
    assert_eq!(
        found("low/a.rs", "//! A.\nuse crate::{\n    text::x,\n    high::{A, B},\n};\n"),
        high("low/a.rs:4")
    );
    assert_eq!(found("low/a.rs", "//! A.\npub(crate) use crate::high as other;\n"), high("low/a.rs:2"));
    assert_eq!(
        found("low/a.rs", "fn f() -> u8 {\n    match 1 { _ => crate::high::g(&[]) }\n}\n"),
        high("low/a.rs:2")
    );
    assert_eq!(found("low/mod.rs", "use super::high::X;\n"), high("low/mod.rs:1"));
    assert_eq!(found("low/a/b.rs", "use super::super::super::{high::X, text};\n"), high("low/a/b.rs:1"));
    assert_eq!(found("low/a/b.rs", "use super::{super::super::high::X, Y};\n"), high("low/a/b.rs:1"));
    assert_eq!(found("low/a.rs", "mod tests {\n    use super::super::super::high::X;\n}\n"), high("low/a.rs:2"));
    assert_eq!(found("low/a.rs", "#[cfg(test)]\nmod tests {\n    use crate::high::X;\n}\n"), high("low/a.rs:3"));
    assert_eq!(
        found("left/a.rs", "use crate::right::X;\n"),
        ["src/left/a.rs:1: left (floor 3) imports right (floor 3)"]
    );
    assert_eq!(
        found("low/a.rs", "use crate::roof;\n"),
        ["src/low/a.rs:1: low (floor 2) imports roof, which stands on no floor"]
    );
    assert_eq!(
        found("roof.rs", "use crate::low;\n"),
        ["src/lib.rs: the room `roof` stands on no floor of the diagram"]
    );
    let mut homeless = house("roof.rs", "");
    homeless.push(File::new("low/a.rs", "use crate::roof;\n"));
    assert_eq!(upward(&homeless), ["src/lib.rs: the room `roof` stands on no floor of the diagram"]);
    let without = house("low/a.rs", "").into_iter().filter(|file| file.path != "right/mod.rs").collect::<Vec<_>>();
    assert_eq!(upward(&without), ["src/lib.rs: the room `right` of the diagram is not there"]);
    // And in this house.
    let mut planted = sources();
    planted.push(File::new("text/planted.rs", "use crate::commands::build;\n"));
    assert_eq!(upward(&planted).len(), upward(&sources()).len() + 1);
}

#[test]
fn what_does_not_lead_upward_is_left_alone() {
    let found = |path, text| upward(&house(path, text));
    let none: [&str; 0] = [];
    assert_eq!(
        found("right/a.rs", "use crate::low::{self, X};\nuse crate::right::Y;\nuse crate::text::z;\n"),
        none
    );
    assert_eq!(
        found("low/mod.rs", "use self::high::X;\nmod high;\nmod tests {\n    use super::high::X;\n}\n"),
        none
    );
    assert_eq!(found("low/a/b.rs", "use super::super::high::X;\nuse std::high;\n"), none);
    assert_eq!(
        found(
            "low/a.rs",
            "// use crate::high;\n/// See [`crate::high::X`].\nfn f() { g(\"crate::high::X\", '\"') }\n"
        ),
        none
    );
    // Everybody may use `text`, which uses nobody.
    assert_eq!(
        found("text/a.rs", "use crate::low::X;\n"),
        ["src/text/a.rs:1: text (floor 1) imports low (floor 2)"]
    );
}

#[test]
fn doubled_names_and_files_without_words_are_found() {
    let more = "//! A.\npub struct Part;\npub enum Options {}\npub(crate) struct Own;\nmod inner {\n    pub trait Way {}\n}\n";
    let mut files = house("low/a.rs", more);
    assert_eq!(doubled(&files), [""; 0]);
    files.push(File::new("low/b.rs", "//! B.\npub struct Part;\n"));
    assert_eq!(doubled(&files), [""; 0]);
    files.push(File::new("high/a.rs", more));
    assert_eq!(doubled(&files), ["`Part` is a type of high and of low", "`Way` is a type of high and of low"]);
    assert_eq!(unreadable(&files), [""; 0]);
    files.push(File::new("high/b.rs", "// What?\n"));
    files.push(File::new("high/c.rs", &format!("//! C.\n{}", "\n".repeat(LONGEST))));
    assert_eq!(
        unreadable(&files),
        [
            "src/high/b.rs:1: the file does not begin with `//!` and what it is",
            "src/high/c.rs: 401 lines, more than 400"
        ]
    );
}
