//! Chinese numerals to numbers: 十九 is 19, 一百零三 is 103, 二〇二六 is 2026.
//!
//! Official texts count with them (第一百二十三条) and date with them (二○二六年), and OCR writes the
//! zero of dates in several ways: 〇, ○, O, 零.

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '○' | 'O' | 'o' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// Can this character stand in a Chinese numeral?
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

/// The value of a Chinese numeral below ten thousand, counted (一百零三) or spelled (二〇二六).
///
/// `None` when the text is empty, holds another character, or is no numeral (十十).
pub fn value(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    if !text.chars().any(|c| unit(c).is_some()) {
        return text.chars().try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut sum, mut pending, mut last_unit) = (0, None, u32::MAX);
    for c in text.chars() {
        if let Some(size) = unit(c) {
            if size >= last_unit {
                return None;
            }
            let count = match pending.take() {
                Some(count) => count,
                // 十九 begins without 一; 百 and 千 never do.
                None if size == 10 && sum == 0 => 1,
                None => return None,
            };
            sum += count * size;
            last_unit = size;
        } else {
            let value = digit(c)?;
            if pending.is_some_and(|earlier| earlier != 0) {
                return None;
            }
            pending = Some(value);
        }
    }
    Some(sum + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (text, expected) in [
            ("一", Some(1)),
            ("十", Some(10)),
            ("十九", Some(19)),
            ("二十", Some(20)),
            ("九十八", Some(98)),
            ("一百零三", Some(103)),
            ("一百二十三", Some(123)),
            ("一千二百六十", Some(1260)),
            ("二〇二六", Some(2026)),
            ("二○○一", Some(2001)),
            ("二OO八", Some(2008)),
            ("", None),
            ("十十", None),
            ("一二十", None),
            ("第一", None),
            ("百", None),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }
}
