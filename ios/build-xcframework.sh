#!/usr/bin/env bash
# Builds the core for a phone and for the simulator, and puts both where the Swift package looks for them.
# On a Mac with Xcode alone. Not tried; what it calls first, `cargo xtask ios --kit`, is tried on Debian.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ "$(uname)" != Darwin ]; then
  echo "build-xcframework: this needs a Mac; \`cargo xtask ios\` tests the view models on Debian" >&2
  exit 1
fi

export IPHONEOS_DEPLOYMENT_TARGET=17.0
device=aarch64-apple-ios
simulators=(aarch64-apple-ios-sim x86_64-apple-ios)
file=liboutrider_bindings.a
kit=ios/Kit
built=${CARGO_TARGET_DIR:-target}

cargo xtask ios --kit "$kit/Generated"

# The page of licences: each work that is built in, with its licence. This line is tried on Debian too.
cargo tree --package outrider-bindings --edges normal --prefix none --format $'{p}\t{l}' |
  awk -F '\t' '{ sub(/ \(.*\)$/, "", $1); sub(/ \(\*\)$/, "", $2); print $1 "\t" $2 }' | sort -u >ios/App/Licences.txt

rustup target add "$device" "${simulators[@]}"
for target in "$device" "${simulators[@]}"; do
  # The database of a phone is sealed.
  cargo rustc --release --package outrider-bindings --features sqlcipher-vendored --lib \
    --crate-type staticlib --target "$target"
done

rm -rf "$kit/build"
mkdir -p "$kit/build/simulator"
lipo -create "$built/aarch64-apple-ios-sim/release/$file" "$built/x86_64-apple-ios/release/$file" \
  -output "$kit/build/simulator/$file"
# The headers and their description are those that Debian compiles too.
xcodebuild -create-xcframework \
  -library "$built/$device/release/$file" -headers "$kit/Generated/OutriderFFI" \
  -library "$kit/build/simulator/$file" -headers "$kit/Generated/OutriderFFI" \
  -output "$kit/build/OutriderFFI.xcframework"
