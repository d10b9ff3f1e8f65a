#!/usr/bin/env bash
# Links the resources of the app with those of its libraries: resources.sh LIBS FOLDER
#
# LIBS is what aarlibs.sh filled. FOLDER gets AndroidManifest.xml and res.apk, which Robolectric reads, and
# android-resources.jar (R of the app and of every library). Needs aapt2 and a JDK.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
libs=$1 folder=$2
app=$here/../app/src/main

rm -rf "$folder"
mkdir -p "$folder"/{java,classes}

# Gradle would put in the package and the activity in which a test shows one screen alone, and merge the one
# <provider> away. Debian's aapt2 is older than <queries>.
sed -e 's|<manifest |<manifest package="org.outrider.app" |' \
  -e '/<provider/,/<\/provider>/d' -e '/<queries>/,/<\/queries>/d' \
  -e 's|</application>|<activity android:name="androidx.activity.ComponentActivity" android:exported="true"/></application>|' \
  "$app/AndroidManifest.xml" >"$folder/AndroidManifest.xml"

aapt2 compile --dir "$app/res" -o "$folder/app.zip"
files=()
for file in "$libs"/flat/*.zip "$folder/app.zip"; do files+=(-R "$file"); done
aapt2 link -o "$folder/res.apk" -I "$libs/framework.jar" --manifest "$folder/AndroidManifest.xml" \
  --java "$folder/java" --min-sdk-version 26 --target-sdk-version 35 --version-code 1 --version-name 1 \
  --auto-add-overlay --extra-packages "$(cat "$libs/packages.txt")" "${files[@]}" \
  2> >(grep -v -e 'warn:' -e 'Unknown chunk type' >&2 || true)

find "$folder/java" -name R.java -print0 | xargs -0 javac -nowarn --release 17 -d "$folder/classes"
jar cf "$folder/android-resources.jar" -C "$folder/classes" .
rm -rf "$folder"/{java,classes,app.zip}
