//! Pictures: their size, and the words that stand for them.

use crate::support::finish;
use crate::{gongbao, said, small_site};
use std::path::Path;
use std::process::Command;

/// A PNG of one colour.
fn png(width: u32, height: u32) -> Vec<u8> {
    use std::io::Write as _;
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], data: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(data);
        out.extend((data.len() as u32).to_be_bytes());
        out.extend([kind, data].concat());
        out.extend(crc.sum().to_be_bytes());
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    chunk(b"IHDR", &head);
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..height {
        zlib.write_all(&[0]).unwrap();
        zlib.write_all(&vec![120; width as usize]).unwrap();
    }
    chunk(b"IDAT", &zlib.finish().unwrap());
    chunk(b"IEND", b"");
    out
}

/// A JPEG of 16 by 8 grey points: what every encoder writes, in its shortest form.
const JPEG: &[u8] = include_bytes!("grey.jpg");

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 45\" width=\"90\" height=\"45\">\
    <rect width=\"90\" height=\"45\" fill=\"#246\"/></svg>";

/// Width and height of the pictures of a file, in points, in their order.
fn sizes(file: &Path) -> Vec<(f64, f64)> {
    let ran = finish(Command::new("pdfimages").arg("-list").arg(file));
    let list = String::from_utf8_lossy(&ran.stdout).into_owned();
    let size = |line: &str| {
        let fields: Vec<f64> = line.split_whitespace().map(|field| field.parse().unwrap_or_default()).collect();
        (fields[3] * 72.0 / fields[12], fields[4] * 72.0 / fields[13])
    };
    list.lines().skip(2).map(size).collect()
}

#[test]
fn pictures_have_their_size_and_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let text = "![位置示意图](map.png)\n\n![](tall.png)\n\n![照片](a.jpg)\n\n![矢量图](b.svg)\n\n\
        文中![符号](small.png)有图。\n\n| 图 | 说明 |\n| --- | --- |\n| ![表中图](map.png) | 说明文字。 |\n";
    let content = small_site(folder.path(), text);
    let write = |name: &str, bytes: &[u8]| std::fs::write(content.join("archive").join(name), bytes).unwrap();
    write("map.png", &png(1200, 600));
    write("tall.png", &png(300, 2400));
    write("small.png", &png(30, 20));
    write("a.jpg", JPEG);
    write("b.svg", SVG.as_bytes());
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "a", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert!(ran.status.success(), "{}", said(&ran));
    assert!(!said(&ran).contains("not PDF/A"), "{}", said(&ran));
    let file = output.join("pdf/documents/a.pdf");
    let near = |found: (f64, f64), wanted: (f64, f64)| {
        assert!((found.0 - wanted.0).abs() < 3.0 && (found.1 - wanted.1).abs() < 3.0, "{found:?}, not {wanted:?}");
    };
    let found = sizes(&file);
    // As wide as the 版心, as high as it, as large as they are.
    near(found[0], (442.2, 221.1));
    near(found[1], (79.7, 637.8));
    near(found[2], (16.0, 8.0));
    near(found[3], (30.0, 20.0));
    // Within its cell.
    assert!(found[4].0 < 400.0, "{found:?}");
    let ran = finish(Command::new("pdfinfo").arg("-struct-text").arg(&file));
    let structure = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(structure.matches("Figure").count(), 6, "{structure}");
}

#[test]
fn the_kind_of_a_picture_is_known_by_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), "![照片](a.png)\n\n![图](b.JPG)\n\n![矢量图](c.gif)");
    let write = |name: &str, bytes: &[u8]| std::fs::write(content.join("archive").join(name), bytes).unwrap();
    write("a.png", JPEG);
    write("b.JPG", &png(30, 20));
    write("c.gif", SVG.as_bytes());
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "a", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert!(ran.status.success(), "{}", said(&ran));
    let found = sizes(&output.join("pdf/documents/a.pdf"));
    assert!(found.len() == 2 && (found[0].0 - 16.0).abs() < 1.0 && (found[1].0 - 30.0).abs() < 1.0, "{found:?}");
}

/// A PDF of this picture is not made, for this reason, and words do not stand in its place.
fn check_refused(name: &str, bytes: &[u8], why: &str) {
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), &format!("如下图。\n\n见![区位图]({name})。"));
    std::fs::write(content.join("archive").join(name), bytes).unwrap();
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(1), "{name}: {}", said(&ran));
    let said = said(&ran);
    assert!(said.contains("picture-not-set") && said.contains("archive/a.md:12:2"), "{name}: {said}");
    assert!(said.contains(&format!("`archive/{name}`")) && said.contains(why), "{name}: {said}");
    assert!(!output.exists(), "{name}");
}

#[test]
fn a_picture_that_cannot_be_set_is_an_error_at_its_place() {
    check_refused("a.bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "it is a BMP");
    check_refused("a.png", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "it is a BMP");
    check_refused("a.tif", b"II*\0\x08\0\0\0\0\0", "it is a TIFF");
    check_refused("a.emf", b"\x01\0\0\0\x6c\0\0\0", "it is an EMF");
    check_refused("a.jpg", b"", "its file is empty");
    check_refused("b.png", b"no picture", "it is no picture of a known kind");
    let whole = png(30, 20);
    check_refused("c.png", &whole[..whole.len() / 2], "its file is damaged");
    check_refused("d.jpg", &JPEG[..JPEG.len() / 3], "its file is damaged");
    check_refused("a.svg", &SVG.as_bytes()[..SVG.len() - 10], "its file is no valid SVG");
}
