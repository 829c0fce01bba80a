//! What is measured: one function for each kind of row.
//!
//! Machines differ and are shared, so a figure is the ratio of two things done one after the other,
//! and this is done several times.

use std::io;
use std::time::Duration;

use crate::corpus::Source;
use crate::floor::Floor;
use crate::hugo::Hugo;
use crate::program::{Program, Scratch};
use crate::project::{Project, Size};
use crate::table::{Row, Throughput};

/// How many times longer a page of a large project may take than one of a middle one.
const LINEAR: f64 = 1.15;

/// What a build may take to find out that there is nothing to do, besides asking the file system.
const START: Duration = Duration::from_millis(30);

/// What all measurements need.
#[derive(Debug)]
pub(crate) struct Bench {
    /// The program.
    pub(crate) program: Program,
    /// Where everything is written.
    pub(crate) scratch: Scratch,
    /// How often each thing is measured.
    pub(crate) pairs: usize,
}

/// The figure of a pair of times.
fn ratio(time: Duration, other: Duration) -> f64 {
    time.as_secs_f64() / other.as_secs_f64()
}

impl Bench {
    /// A clean build against the floor.
    pub(crate) fn clean(&self, project: &Project) -> io::Result<Row> {
        let mut times = Vec::new();
        let figures = self.figures(project, || {
            let build = self.build(&self.program, project)?;
            times.push(build);
            Ok(ratio(build, self.floor(Floor::Files, project)?))
        })?;
        Ok(Row {
            throughput: Some(Throughput::new(project, &times)),
            ..row("clean build / floor", project, figures, 1.3)
        })
    }

    /// The memory of the clean builds so far.
    pub(crate) fn memory(&self, project: &Project) -> io::Result<Row> {
        while project.builds.borrow().len() < self.pairs_of(project) {
            self.build(&self.program, project)?;
        }
        let limit = match project.size {
            Size::Large => 64.0,
            _ => 48.0,
        };
        let builds = project.builds.borrow();
        let figures = builds.iter().map(|run| run.peak as f64 / 1e6).collect();
        Ok(Row {
            unit: " MB",
            ..row("peak memory", project, figures, limit)
        })
    }

    /// A build of one project against that of another, by the number of their files.
    pub(crate) fn scaling(&self, project: &Project, smaller: &Project) -> io::Result<Row> {
        let figures = self.figures(project, || {
            let time = ratio(
                self.build(&self.program, project)?,
                self.build(&self.program, smaller)?,
            );
            Ok(time / (project.files as f64 / smaller.files as f64))
        })?;
        Ok(row("time per page / that of 30k", project, figures, LINEAR))
    }

    /// A build with another build of the program.
    pub(crate) fn dev(&self, project: &Project, dev: &Program) -> io::Result<Row> {
        let figures = self.figures(project, || {
            Ok(ratio(
                self.build(dev, project)?,
                self.build(&self.program, project)?,
            ))
        })?;
        Ok(row("dev profile / release", project, figures, 1.5))
    }

    /// A clean build against one of Hugo, which is given fewer pages: the comparisons.
    pub(crate) fn hugo(&self, project: &Project, hugo: &Hugo) -> io::Result<Row> {
        let figures = self.figures(project, || {
            let build = self.build(&self.program, project)?;
            Scratch::settle();
            let out = self.scratch.fresh()?;
            let other = hugo.build(&out)?.time;
            self.scratch.finish(&out)?;
            Ok(ratio(build, other))
        })?;
        Ok(row("clean build / Hugo", project, figures, 0.05))
    }

    /// One file with the whole site against the floor, and against a directory.
    pub(crate) fn archive(&self, project: &Project) -> io::Result<[Row; 2]> {
        let (mut times, mut directory) = (Vec::new(), Vec::new());
        let figures = self.figures(project, || {
            let build = self.build(&self.program, project)?;
            Scratch::settle();
            let file = self.scratch.fresh()?;
            let archive = self.program.archive(&project.root, &file)?.time;
            self.scratch.finish(&file)?;
            times.push(archive);
            directory.push(ratio(archive, build));
            Ok(ratio(archive, self.floor(Floor::OneFile, project)?))
        })?;
        let throughput = Some(Throughput::new(project, &times));
        Ok([
            Row {
                throughput,
                ..row("archive / one file", project, figures, 3.0)
            },
            row("archive / directory", project, directory, 0.6),
        ])
    }

    /// A build of what has been built already, but for [`START`], against the floor.
    pub(crate) fn unchanged(&self, project: &Project) -> io::Result<Row> {
        let figures = self.figures(project, || {
            Scratch::settle();
            let build = self.program.build(&project.root, &project.site)?.time;
            let floor = self.floor(Floor::Stat, project)?;
            Ok(ratio(build.saturating_sub(START), floor))
        })?;
        Ok(row(
            "(no change − 30 ms) / stat floor",
            project,
            figures,
            2.0,
        ))
    }

    /// A build after one code was edited against the clean build before it.
    pub(crate) fn code(&self, project: &Project, code: &Source) -> io::Result<Row> {
        let figures = self.edited(project, code, "\"summary\": \"")?;
        Ok(row("one code edited / clean", project, figures, 0.1))
    }

    /// A build after the template of all pages was edited against the clean build before it.
    pub(crate) fn template(&self, project: &Project, template: &Source) -> io::Result<Row> {
        let figures = self.edited(project, template, "</main>")?;
        Ok(row("template edited / clean", project, figures, 2.0))
    }

    /// Builds, edits and builds again. What the second build removes is part of its work, and makes
    /// the first build of the next pair slower where deleting does that.
    fn edited(&self, project: &Project, source: &Source, mark: &str) -> io::Result<Vec<f64>> {
        let mut edits = 0;
        let figures = self.figures(project, || {
            let out = self.scratch.fresh()?;
            let clean = project.build(&self.program, &out)?.time;
            edits += 1;
            source.edit(mark, &format!("Edit {edits} "))?;
            Scratch::settle();
            let again = self.program.build(&project.root, &out)?.time;
            self.scratch.finish(&out)?;
            Ok(ratio(again, clean))
        });
        source.restore()?;
        figures
    }

    /// The time of a clean build.
    fn build(&self, program: &Program, project: &Project) -> io::Result<Duration> {
        let out = self.scratch.fresh()?;
        let run = project.build(program, &out)?;
        self.scratch.finish(&out)?;
        Ok(run.time)
    }

    fn floor(&self, floor: Floor, project: &Project) -> io::Result<Duration> {
        Scratch::settle();
        let target = self.scratch.fresh()?;
        let time = floor.measure(&project.site, &target)?;
        self.scratch.finish(&target)?;
        Ok(time)
    }

    fn figures(
        &self,
        project: &Project,
        figure: impl FnMut() -> io::Result<f64>,
    ) -> io::Result<Vec<f64>> {
        std::iter::repeat_with(figure)
            .take(self.pairs_of(project))
            .collect()
    }

    /// Large sites take long, and room on the disk.
    fn pairs_of(&self, project: &Project) -> usize {
        match project.size {
            Size::Large => self.pairs.min(3),
            _ => self.pairs,
        }
    }
}

/// A row of ratios.
fn row(what: &'static str, project: &Project, figures: Vec<f64>, target: f64) -> Row {
    Row {
        what,
        size: project.size.name(),
        figures,
        unit: " ×",
        target,
        throughput: None,
    }
}
