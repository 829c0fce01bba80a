//! A development server: nothing is built, a page is made when somebody asks for it.
//!
//! Every edit of the project makes a new site, if it has no errors; until then the last good one
//! is shown, and open tabs tell what is wrong. What is served is byte for byte what a build
//! writes, but for a script at the end of every page. A directory that was built is served as it is.

mod address;
mod answer;
mod events;
mod files;
mod folder;
mod follower;
mod generation;
mod live;
mod script;
mod server;
mod watch;

use std::fmt;
use std::io;
use std::net::{IpAddr, TcpListener};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;

use tokio::signal;
use tokio::sync::oneshot;

use crate::project::{self, Trouble};

pub use live::Watch;

use folder::Folder;
use server::{Server, Source};
use watch::Edits;

/// What is served, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site.
    pub subject: Subject,
    /// The name or address that it listens at.
    pub host: String,
    /// The port; 0 stands for any that is free.
    pub port: u16,
}

/// Which site is served.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A project while it is edited.
    Project(project::Options),
    /// A directory that was built.
    Directory(PathBuf),
}

/// Why there is no server.
#[derive(Debug)]
pub enum Failure {
    /// Somebody else listens at the port; another one is free.
    PortInUse {
        /// The port.
        port: u16,
        /// The next one that is free.
        free: Option<u16>,
    },
    /// The system does not let it listen there.
    Address {
        /// As it was asked for.
        host: String,
        /// The port.
        port: u16,
        /// What the system says.
        error: io::Error,
    },
    /// The directory is not the site of a build.
    NoSite(PathBuf),
    /// A directory cannot be read.
    Unreadable(PathBuf, io::Error),
    /// The system does not let the project be watched.
    Unwatched(PathBuf, notify::Error),
    /// What was asked for is not in the project.
    Trouble(Trouble),
    /// The system does not let it wait for connections.
    System(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortInUse { port, free } => {
                write!(f, "port {port} is in use")?;
                match free {
                    Some(free) => write!(f, "; port {free} is free: --port {free}"),
                    None => Ok(()),
                }
            }
            Self::Address { host, port, error } => {
                write!(f, "cannot listen at {host}:{port}: {error}")
            }
            Self::NoSite(directory) => write!(
                f,
                "{} holds no site that was built: it has no sitemap.xml of one",
                directory.display()
            ),
            Self::Unreadable(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::Unwatched(path, error) => write!(f, "cannot watch {}: {error}", path.display()),
            Self::Trouble(trouble) => trouble.fmt(f),
            Self::System(error) => write!(f, "cannot wait for connections: {error}"),
        }
    }
}

impl std::error::Error for Failure {}

/// Serves until the process is told to stop.
pub fn run(options: Options, watch: &Arc<dyn Watch>) -> Result<(), Failure> {
    let Options {
        subject,
        host,
        port,
    } = options;
    let listener = listen(&host, port)?;
    let address = address_of(&host, &listener).map_err(Failure::System)?;
    let (source, hopeless) = match subject {
        Subject::Directory(path) => (Source::Folder(open(path)?), None),
        Subject::Project(options) => {
            let edits = Edits::new(&options.root)
                .map_err(|error| Failure::Unwatched(options.root.clone(), error))?;
            let (live, hopeless) = follower::start(options, edits, Arc::clone(watch));
            (Source::Live(live), Some(hopeless))
        }
    };
    watch.listening(&address);

    let server = Arc::new(Server { source, name: host });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::System)?;
    runtime
        .block_on(async {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let mut interrupted = pin!(interrupted()?);
            let mut hopeless = pin!(first(hopeless));
            let mut trouble = None;
            let stop = async {
                tokio::select! {
                    () = &mut interrupted => {}
                    told = &mut hopeless => trouble = Some(told),
                }
            };
            server::serve(listener, server, stop).await;
            Ok(trouble)
        })
        .map_err(Failure::System)?
        .map_or(Ok(()), |trouble| Err(Failure::Trouble(trouble)))
}

/// What a receiver is told, if it is told anything.
async fn first<T>(receiver: Option<oneshot::Receiver<T>>) -> T {
    if let Some(receiver) = receiver
        && let Ok(told) = receiver.await
    {
        return told;
    }
    std::future::pending().await
}

/// Is done when somebody at the terminal, or the system, wants the process to end.
fn interrupted() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminated = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = signal::ctrl_c().await;
    })
}

fn open(path: PathBuf) -> Result<Folder, Failure> {
    match Folder::open(&path) {
        Ok(Some(folder)) => Ok(folder),
        Ok(None) => Err(Failure::NoSite(path)),
        Err(error) => Err(Failure::Unreadable(path, error)),
    }
}

fn listen(host: &str, port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind((host, port)).map_err(|error| {
        if error.kind() != io::ErrorKind::AddrInUse {
            let host = host.to_owned();
            return Failure::Address { host, port, error };
        }
        let mut others = port.saturating_add(1)..=port.saturating_add(100);
        let free = others.find(|other| TcpListener::bind((host, *other)).is_ok());
        Failure::PortInUse { port, free }
    })
}

/// Where people reach it.
fn address_of(host: &str, listener: &TcpListener) -> io::Result<String> {
    let address = listener.local_addr()?;
    let port = address.port();
    Ok(match host.parse::<IpAddr>() {
        Ok(ip) if !ip.is_unspecified() => format!("http://{address}/"),
        Ok(_) => format!("http://localhost:{port}/"),
        Err(_) => format!("http://{host}:{port}/"),
    })
}
