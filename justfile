# One line a task. Without just, run the commands themselves.

# List the tasks
default:
    @just --list --unsorted

# Build the site into public/
build *arguments:
    cargo run --locked -- build {{ arguments }}

# Show every edit in the browser
serve *arguments:
    cargo run --locked -- serve --open {{ arguments }}

# Run all tests
test *arguments:
    scripts/test {{ arguments }}

# Test the site in a browser; names of files in tests/browser/ choose some
browser *arguments:
    scripts/browser {{ arguments }}

# Take pictures of every kind of page, into target/screenshots
screenshots *arguments:
    scripts/screenshots {{ arguments }}

# Tell every problem of the texts
problems *arguments:
    cargo run --locked -- check {{ arguments }}

# Everything that CI checks
check:
    .ci/run

# Measure how fast sites are built; --help tells what can be chosen
bench *arguments:
    cargo bench --locked --bench engine -- {{ arguments }}

# Judge the dependencies (needs cargo-deny)
deny:
    cargo deny --locked check

# Accept what pages and messages look like now; read the diff before committing it
golden:
    UPDATE_GOLDEN=1 cargo test --test mini --test messages --test coverage --test costs --test check --test diagnostics --test docs
