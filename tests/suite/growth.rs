//! Texts that grow in every way that was thought of: each is read to its end, named where it is wrong, and stops
//! nothing.
//!
//! That their cost grows with their size is measured by `cargo bench --bench growth`; a time is no assertion. What
//! is counted here is what anybody can count: exit codes and problems.

#[path = "../support/families.rs"]
mod families;

use std::process::Command;

#[test]
fn every_family_is_read_to_its_end() {
    for family in families::families() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("site.yaml"), "title: 公报\n").unwrap();
        for (file, text) in (family.files)(2_000) {
            let file = folder.path().join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongbao"));
        let ran = command.args(["check", "--format", "json", "--content"]).arg(folder.path()).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(matches!(ran.status.code(), Some(0 | 1)), "{}: {:?} {said}", family.name, ran.status);
        let problems: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        let codes: Vec<&str> =
            problems.as_array().unwrap().iter().filter_map(|problem| problem["code"].as_str()).collect();
        assert!(!codes.contains(&"program-fault"), "{}: {said}", family.name);
        let errors = problems.as_array().unwrap().iter().any(|problem| problem["severity"] == "error");
        assert_eq!(ran.status.success(), !errors, "{}", family.name);
    }
}
