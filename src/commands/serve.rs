//! stub
use super::{Console, Outcome};
use crate::edition::Inputs;
#[derive(Clone, Debug)]
/// x
pub struct ServeOptions {
    /// x
    pub inputs: Inputs,
    /// x
    pub port: Option<u16>,
}
/// x
pub fn serve(_options: &ServeOptions, _console: &Console) -> Outcome {
    Outcome::Failed
}
