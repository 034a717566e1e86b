//! The tests of the boundary, in Node, with modules as a browser has them: the core imports one of its own.
#![cfg(all(target_arch = "wasm32", feature = "wasm"))]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_node_experimental);

mod boundary;
