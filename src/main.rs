//! Arguments in, exit code out; nothing else.

use std::process::ExitCode;

/// Batches come and go with millions of small pieces (docs/DECISIONS.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tertial::cli::main(std::env::args_os().collect())
}
