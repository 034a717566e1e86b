//! The form that every reader of files has at the boundary.

/// Makes the JavaScript class of a reader.
macro_rules! js_reader {
    ($(#[$doc:meta])* $name:ident: $core:ty => $built:ty, $wrap:expr, $last:literal) => {
        $(#[$doc])*
        #[wasm_bindgen]
        #[derive(Debug, Default)]
        pub struct $name($core);

        #[wasm_bindgen]
        impl $name {
            /// A reader that has read nothing.
            #[wasm_bindgen(constructor)]
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }

            /// Takes the next bytes of the current file: plain text, not compressed.
            ///
            /// # Errors
            /// Throws an `AzplanError` where the file is of another kind.
            pub fn push(&mut self, chunk: &js_sys::Uint8Array) -> Thrown<()> {
                let length = usize::try_from(chunk.length()).unwrap_or_default();
                self.0.push_from(length, |place| chunk.copy_to(place)).map_err(throw)
            }

            /// Ends the current file: what is pushed next is another part of the same whole.
            ///
            /// # Errors
            /// As `push`.
            #[wasm_bindgen(js_name = endFile)]
            pub fn end_file(&mut self) -> Thrown<()> {
                self.0.end_file().map_err(throw)
            }

            /// Rows and bytes read so far.
            ///
            /// # Errors
            /// Never in practice.
            #[wasm_bindgen(unchecked_return_type = "{ rows: number; bytes: number }")]
            pub fn progress(&self) -> Thrown<JsValue> {
                to_js(&self.0.progress())
            }

            /// Ends the reading. The reader is used up.
            ///
            /// # Errors
            #[doc = $last]
            pub fn finish(self) -> Thrown<$built> {
                self.0.finish().map($wrap).map_err(throw)
            }
        }
    };
}

pub(super) use js_reader;
