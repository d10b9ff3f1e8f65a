//! Writes the face of the bindings in another language: `uniffi-bindgen generate --library …`.

fn main() {
    uniffi::uniffi_bindgen_main();
}
