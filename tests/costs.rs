//! What pages cost: their bytes, and how often memory is asked for while they are made. A change
//! is a diff to read, not a figure to beat.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use support::golden;
use support::project::Project;
use versus::project::{self, Loaded, Options};
use versus::render::Renderer;
use versus::site::{Kind, Page};

/// What the pages of one kind cost together.
#[derive(Default)]
struct Cost {
    pages: u64,
    bytes: u64,
    allocations: u64,
    largest: u64,
}

fn load(project: &Project) -> Loaded {
    let options = Options {
        root: project.root(),
        ..Options::default()
    };
    let (loaded, problems) = project::load(&options).expect("the project can be read");
    loaded.unwrap_or_else(|| panic!("the project has errors: {problems:?}"))
}

#[test]
fn pages_cost_what_is_written_down() {
    let project = Project::mini();
    let Loaded { site, theme } = load(&project);
    let renderer = Renderer::new(&site, &theme).expect("no template fails");
    let mut painter = renderer.painter();
    let mut bytes = Vec::new();
    let mut paint = |page: Page| {
        bytes.clear();
        painter.view(page).expect("no template fails");
        painter.paint(&mut bytes).expect("no template fails");
        bytes.len() as u64
    };
    // What is prepared once is no page's cost.
    site.pages().for_each(|page| {
        paint(page);
    });
    let mut costs: BTreeMap<Kind, Cost> = BTreeMap::new();
    for page in site.pages() {
        let mut size = 0;
        let counted = allocation_counter::measure(|| size = paint(page));
        let cost = costs.entry(page.kind()).or_default();
        cost.pages += 1;
        cost.bytes += size;
        cost.largest = cost.largest.max(size);
        cost.allocations += counted.count_total;
    }
    let mut told =
        String::from("kind          pages  bytes (mean)  bytes (most)  allocations (mean)\n");
    for (kind, cost) in costs {
        let Cost {
            pages,
            bytes,
            allocations,
            largest,
        } = cost;
        writeln!(
            told,
            "{:<12}{pages:>7}{:>14}{largest:>14}{:>20}",
            kind.plural(),
            bytes / pages,
            allocations / pages
        )
        .expect("a string can be written to");
    }
    let problem = golden::compare_file("tests/golden/costs.txt", &told);
    assert!(problem.is_none(), "{}", problem.unwrap_or_default());
}
