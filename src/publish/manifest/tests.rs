use super::*;

fn files() -> Vec<(String, Entry)> {
    let mut files: Vec<(String, Entry)> = (0_u32..500)
        .map(|n| {
            let entry = Entry {
                fingerprint: u128::from(n) << 100,
                hash: u128::from(n) * 7,
                size: u64::from(n * n),
                time: 1_700_000_000_000_000_000 - i64::from(n) * 1_000_003,
            };
            (format!("pt/é{n}/страница-{n}.html"), entry)
        })
        .collect();
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
}

fn encoded(files: &[(String, Entry)]) -> Vec<u8> {
    let blocks: Vec<Block> = files
        .chunks(CHUNK)
        .map(|chunk| {
            let mut block = Block::default();
            for (path, entry) in chunk {
                block.push(path, *entry);
            }
            block
        })
        .collect();
    let mut bytes = Vec::new();
    write(blocks.iter().map(|block| &*block.bytes), &mut bytes).expect("memory");
    bytes
}

fn read(mut cursor: Cursor<'_>) -> Vec<(String, Entry)> {
    let mut files = Vec::new();
    while let (Some(path), Some(entry)) = (cursor.path(), cursor.entry()) {
        files.push((path.to_owned(), entry));
        cursor.advance();
    }
    files
}

#[test]
fn what_is_written_is_read_from_any_path_on() {
    let files = files();
    let manifest = Manifest::new(encoded(&files)).expect("it is whole");
    assert_eq!(read(manifest.all()), files);
    for (index, (path, _)) in files.iter().enumerate() {
        assert_eq!(read(manifest.from(path)), files[index..]);
        assert!(manifest.contains(path));
        let after = format!("{path}!");
        assert_eq!(read(manifest.from(&after)), files[index + 1..]);
        assert!(!manifest.contains(&after));
    }
    assert_eq!(read(manifest.from("")), files);
    assert_eq!(read(manifest.from("zzz")), []);
}

#[test]
fn blocks_are_found_again() {
    let manifest = Manifest::new(encoded(&files())).expect("it is whole");
    assert_eq!(manifest.blocks(), files().len().div_ceil(CHUNK));
    for block in 0..manifest.blocks() {
        let path = &files()[block * CHUNK].0;
        assert_eq!(manifest.find(path, manifest.block(block)), Some(block));
        assert_eq!(manifest.find(path, b"other"), None);
    }
}

#[test]
fn an_entry_costs_a_few_dozen_bytes() {
    let mut files = files();
    for (index, file) in files.iter_mut().enumerate() {
        file.0 = format!(
            "compare/http/{}-vs-{}.html",
            400 + index / 50,
            450 + index % 50
        );
    }
    assert!(encoded(&files).len() < 56 * files.len());
}

#[test]
fn a_manifest_that_is_not_whole_is_none() {
    let whole = encoded(&files()[..100]);
    for end in 0..whole.len() {
        assert!(
            Manifest::new(whole[..end].to_vec()).is_none(),
            "cut at {end}"
        );
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        assert!(Manifest::new(bytes).is_none(), "changed at {at}");
    }
    let mut other = whole[..whole.len() - 16].to_vec();
    other[MAGIC.len()] += 1;
    other.extend_from_slice(&xxh3_128(&other).to_le_bytes());
    assert!(Manifest::new(other).is_none(), "another version");
}

#[test]
fn a_manifest_of_nothing_is_whole() {
    let empty = Manifest::of_paths([]);
    assert_eq!((read(empty.all()), empty.blocks()), (vec![], 0));
    assert!(!empty.contains("index.html"));
    assert!(!Manifest::default().contains("index.html"));
    let paths = Manifest::of_paths(["a", "b/c"]);
    assert!(paths.contains("a") && paths.contains("b/c") && !paths.contains("b"));
}

#[test]
fn numbers_of_every_size_are_read_back() {
    for number in [0, 1, -1, 63, 64, i64::MAX, i64::MIN] {
        let mut bytes = Vec::new();
        put(folded(number), &mut bytes);
        let mut slice = bytes.as_slice();
        assert_eq!(super::number(&mut slice).map(unfolded), Some(number));
    }
}
