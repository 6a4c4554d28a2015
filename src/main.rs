//! The `postil` binary: a thin door to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    postil::shell::cli::main()
}
