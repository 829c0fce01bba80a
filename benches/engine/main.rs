//! How fast the program builds, against what the system can do at all and against its targets.
//!
//! ```console
//! $ cargo bench --bench engine                      # the real site, 1k and 30k
//! $ cargo bench --bench engine -- clean 30k         # one kind of row, one size
//! $ cargo bench --bench engine -- --all             # 300k too: takes long, and 40 GB on the disk
//! $ cargo bench --bench engine -- --on /dev/shm --tidy
//! ```

// Figures are told with three digits.
#![expect(clippy::cast_precision_loss, reason = "no count comes near 2^52")]

mod corpus;
mod floor;
mod hugo;
mod measure;
mod program;
mod project;
mod table;

use std::io;
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};

use floor::Floor;
use hugo::Hugo;
use measure::Bench;
use program::{Program, Scratch};
use project::{Project, Size};
use table::Row;

/// Measure how fast sites are built
#[derive(Debug, Parser)]
struct Options {
    /// Which rows (clean, memory, scaling, dev, hugo, archive, unchanged, code, template) and which
    /// sizes (real, 1k, 30k, 300k) [default: every row of all sizes but 300k]
    #[arg(value_parser = word)]
    words: Vec<Word>,
    /// Measure 300k too
    #[arg(long)]
    all: bool,
    /// Write to this folder, to choose the file system [default: one in target/]
    #[arg(long, value_name = "DIR")]
    on: Option<PathBuf>,
    /// How often each ratio is measured; at most 3 times for 300k
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..))]
    pairs: u8,
    /// Delete what was measured at once: for file systems in memory, where it costs nothing
    #[arg(long)]
    tidy: bool,
    /// Compare with this program, from `cargo build`
    #[arg(long, value_name = "PROGRAM")]
    dev: Option<PathBuf>,
    /// Compare with this `hugo`
    #[arg(long, value_name = "PROGRAM")]
    hugo: Option<PathBuf>,
    /// What `cargo bench` adds
    #[arg(long, hide = true)]
    bench: bool,
}

/// Something that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Clean,
    Memory,
    Scaling,
    Dev,
    Hugo,
    Archive,
    Unchanged,
    Code,
    Template,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    What(What),
    Size(Size),
}

fn word(text: &str) -> Result<Word, String> {
    let what = What::from_str(text, false).map(Word::What);
    what.or_else(|_| Size::from_str(text, false).map(Word::Size))
        .map_err(|_| "no row and no size is called that".to_owned())
}

impl Options {
    /// The sizes asked for, the smallest first.
    fn sizes(&self) -> Vec<Size> {
        let sizes = Size::value_variants().iter().copied();
        let named = |size: &Size| self.words.contains(&Word::Size(*size));
        let any = Size::value_variants().iter().any(named);
        sizes
            .filter(|size| match size {
                Size::Large => self.all || named(size),
                _ => !any || named(size),
            })
            .collect()
    }

    /// Whether a row was asked for. The order of rows is that of [`What`]: those that make the
    /// program delete files are the last.
    fn wants(&self, what: What) -> bool {
        let named = |word: &Word| matches!(word, Word::What(_));
        self.words.contains(&Word::What(what)) || !self.words.iter().any(named)
    }
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(result) = Floor::run(&arguments) {
        return result;
    }
    let program = Program::new(env!("CARGO_BIN_EXE_versus"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    if !arguments.iter().any(|argument| argument == "--bench") {
        // `cargo test` wants to know whether this works, in a second and whatever its arguments.
        let scratch = Scratch::new(target, true)?;
        return Project::new(Size::Small, &program, &scratch).map(drop);
    }
    let options = Options::parse();
    let bench = Bench {
        program,
        scratch: Scratch::new(options.on.as_deref().unwrap_or(target), options.tidy)?,
        pairs: options.pairs.into(),
    };
    let projects = options
        .sizes()
        .into_iter()
        .map(|size| Project::new(size, &bench.program, &bench.scratch))
        .collect::<io::Result<Vec<_>>>()?;

    println!("{}", Row::header());
    for what in What::value_variants() {
        if options.wants(*what) {
            for project in &projects {
                measure(*what, project, &projects, &bench, &options)?;
            }
        }
    }
    Ok(())
}

/// Measures one thing with a project it is meant for, and prints what was found.
fn measure(
    what: What,
    project: &Project,
    projects: &[Project],
    bench: &Bench,
    options: &Options,
) -> io::Result<()> {
    let size = project.size;
    match what {
        What::Clean => println!("{}", bench.clean(project)?),
        What::Memory if size >= Size::Medium => println!("{}", bench.memory(project)?),
        What::Scaling if size == Size::Large => {
            if let Some(medium) = projects.iter().find(|other| other.size == Size::Medium) {
                println!("{}", bench.scaling(project, medium)?);
            }
        }
        What::Dev if size == Size::Medium => {
            if let Some(dev) = &options.dev {
                println!("{}", bench.dev(project, &Program::new(dev))?);
            }
        }
        What::Hugo if size == Size::Medium => {
            if let Some(hugo) = &options.hugo {
                let hugo = Hugo::new(hugo, project, &bench.scratch)?;
                println!("{}", bench.hugo(project, &hugo)?);
            }
        }
        What::Archive if size >= Size::Medium => {
            if bench.program.has_archives()? {
                for row in bench.archive(project)? {
                    println!("{row}");
                }
            } else {
                println!("{}", Row::not_available("archive", size.name()));
            }
        }
        What::Unchanged => println!("{}", bench.unchanged(project)?),
        What::Code if size == Size::Medium => {
            if let Some(code) = project.code() {
                println!("{}", bench.code(project, &code?)?);
            }
        }
        What::Template if size == Size::Medium => {
            if let Some(template) = project.template() {
                println!("{}", bench.template(project, &template?)?);
            }
        }
        _ => {}
    }
    Ok(())
}
