//! The form that every reader of files has at the boundary.

use super::Thrown;
use js_sys::Uint8Array;

/// Bytes that are taken in a go: what was copied is read while it is in a processor's near memory, and does not drive out of
/// it what rows are compared with.
const PIECE: u32 = 1 << 16;

/// Takes a chunk piece by piece, each with its length.
pub(super) fn in_pieces(chunk: &Uint8Array, mut take: impl FnMut(&Uint8Array, usize) -> Thrown<()>) -> Thrown<()> {
    let (mut start, length) = (0u32, chunk.length());
    while start < length {
        let end = start.saturating_add(PIECE).min(length);
        take(&chunk.subarray(start, end), usize::try_from(end.saturating_sub(start)).unwrap_or_default())?;
        start = end;
    }
    Ok(())
}

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

            /// Says how the files to come write numbers and dates, where they do not say it themselves.
            ///
            /// # Errors
            /// Throws an `AzplanError` for a form of another kind.
            #[wasm_bindgen(js_name = setForm)]
            pub fn set_form(
                &mut self,
                #[wasm_bindgen(unchecked_param_type = "FileForm")] form: JsValue,
            ) -> Thrown<()> {
                self.0.set_form(from_js(form)?);
                Ok(())
            }

            /// Takes the next bytes of the current file: plain text, not compressed.
            ///
            /// # Errors
            /// Throws an `AzplanError` where the file is of another kind.
            pub fn push(&mut self, chunk: &js_sys::Uint8Array) -> Thrown<()> {
                $crate::wasm::reader::in_pieces(chunk, |piece, length| {
                    self.0.push_from(length, |place| piece.copy_to(place)).map_err(throw)
                })
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
