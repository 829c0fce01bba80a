/// Whether a letter is one of the Latin script.
fn is_latin(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | 'ª' | 'º' | 'À'..='ʯ' | 'Ḁ'..='ỿ' | 'Ⱡ'..='Ɀ' | '꜠'..='ꟿ'
    )
}

/// Whether a character stands for a word or a syllable, so that a text of them is short: Chinese,
/// Japanese and Korean.
fn is_dense(c: char) -> bool {
    matches!(c,
        '぀'..='ヿ' | '㐀'..='䶿' | '一'..='鿿' | '가'..='힣' | '豈'..='﫿' | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Whether most letters of a text are Latin.
pub(super) fn mostly_latin(text: &str) -> bool {
    mostly(text, is_latin)
}

/// Whether most letters of a text stand for a word or a syllable each.
pub(super) fn mostly_dense(text: &str) -> bool {
    mostly(text, is_dense)
}

fn mostly(text: &str, is: impl Fn(char) -> bool) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut those, mut all) = (0, 0);
    for c in letters {
        those += usize::from(is(c));
        all += 1;
    }
    those * 2 > all
}

#[cfg(test)]
mod tests {
    use super::{mostly_dense, mostly_latin};

    #[test]
    fn a_script_is_told_by_most_of_its_letters() {
        for latin in [
            "Close frame",
            "Приём Close frame",
            "Ação, déjà vu, Straße, tiếng",
        ] {
            assert!(mostly_latin(latin) && !mostly_dense(latin), "{latin}");
        }
        for dense in [
            "收到 Close 帧之后关闭连接",
            "接続が切れました",
            "연결이 끊어졌습니다",
        ] {
            assert!(!mostly_latin(dense) && mostly_dense(dense), "{dense}");
        }
        for other in ["Кадр Close получен", "الإغلاق", "Κλείσιμο", "1007"]
        {
            assert!(!mostly_latin(other) && !mostly_dense(other), "{other}");
        }
    }
}
