//! The only room that knows JavaScript: the `Engine` class over [`crate::session`]. No logic lives here.

use wasm_bindgen::prelude::*;

/// The engine that a worker drives.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {}

#[wasm_bindgen]
impl Engine {
    /// A new, empty engine.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }
}
