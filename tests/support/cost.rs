//! The cost of `gongbao check` for a content folder: instructions, or processor time, and memory.

use std::fmt;
use std::process::{Command, Stdio};

/// The cost of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    /// Instructions, or microseconds of the processor.
    pub(crate) work: u64,
    /// Was it counted, or is it time?
    pub(crate) counted: bool,
    /// The most memory that it took, in bytes; 0 when instructions are counted.
    pub(crate) memory: u64,
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.counted {
            true => write!(f, "{:>8.1} M", self.work as f64 / 1e6),
            false => write!(f, "{:>7.2} s", self.work as f64 / 1e6),
        }
    }
}

/// Writes a content folder with these files and checks it.
pub(crate) fn of(files: &[(String, String)], count: bool) -> Cost {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("site.yaml"), "title: 公报\n").unwrap();
    for (file, text) in files {
        let file = folder.path().join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let program = env!("CARGO_BIN_EXE_gongbao");
    let mut command = if count {
        let mut command = Command::new("valgrind");
        command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", program]);
        command
    } else {
        let mut command = Command::new("/usr/bin/time");
        command.args(["-f", "%U %S %M", program]);
        command
    };
    command.args(["check", "--content"]).arg(folder.path()).env("RAYON_NUM_THREADS", "1");
    let ran = command.stdout(Stdio::null()).output().unwrap();
    assert!(matches!(ran.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = String::from_utf8_lossy(&ran.stderr);
    let figures = |line: &str| -> Vec<f64> { line.split(' ').filter_map(|figure| figure.parse().ok()).collect() };
    if count {
        let line = said.lines().rev().find_map(|line| line.split_once("I refs:")).unwrap().1;
        return Cost { work: line.trim().replace(',', "").parse().unwrap(), counted: true, memory: 0 };
    }
    let line = figures(said.lines().last().unwrap());
    Cost { work: ((line[0] + line[1]) * 1e6) as u64, counted: false, memory: line[2] as u64 * 1024 }
}
