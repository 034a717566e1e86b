//! The form that every reader of a kind of file has.

/// Makes a reader: a [`FileReader`](crate::files::FileReader) into a sink, and what is built of the sink at the end.
macro_rules! file_reader {
    ($(#[$doc:meta])* $name:ident: $sink:ty => $built:ty, $build:expr, errors $errors:literal, at the end $last:literal) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name($crate::files::FileReader<$sink>);

        impl Default for $name {
            fn default() -> Self {
                Self($crate::files::FileReader::new(<$sink>::default()))
            }
        }

        impl $name {
            /// Says how the files to come write numbers and dates, where they do not say it themselves.
            pub const fn set_form(&mut self, form: $crate::files::FileForm) {
                self.0.set_form(form);
            }

            /// Takes the next bytes of the current file (plain text, not compressed).
            ///
            /// # Errors
            #[doc = $errors]
            pub fn push(&mut self, chunk: &[u8]) -> $crate::Result<()> {
                self.0.push(chunk)
            }

            /// Takes the next bytes from wherever they are: `copy` puts them into a place of this length.
            ///
            /// # Errors
            /// As [`push`](Self::push).
            pub fn push_from(&mut self, length: usize, copy: impl FnOnce(&mut [u8])) -> $crate::Result<()> {
                self.0.push_from(length, copy)
            }

            /// Ends the current file: what is pushed next is another part of the same whole.
            ///
            /// # Errors
            /// As [`push`](Self::push).
            pub fn end_file(&mut self) -> $crate::Result<()> {
                self.0.end_file()
            }

            /// How far reading got.
            #[must_use]
            pub const fn progress(&self) -> $crate::files::Progress {
                self.0.progress()
            }

            /// Ends the reading.
            ///
            /// # Errors
            #[doc = concat!("As [`push`](Self::push); ", $last)]
            pub fn finish(self) -> $crate::Result<$built> {
                let build: fn($sink) -> $crate::Result<$built> = $build;
                build(self.0.finish()?)
            }
        }
    };
}

pub(crate) use file_reader;
