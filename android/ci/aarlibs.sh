#!/usr/bin/env bash
# Makes of closure.txt what a plain JVM can load: aarlibs.sh FOLDER VERSION
#
# FOLDER gets libs.jar and testlibs.jar (classes), flat/ (resources, compiled), packages.txt (whose R they ask
# for) and framework.jar (Android's own resources). The two jars go into Maven's folder as
# org.outrider:android-libs and org.outrider:android-test-libs of VERSION.
#
# Needs mvn, aapt2, unzip, zip and a JDK. `MAVEN_REPO` names Maven's folder.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$1 version=$2
maven=(mvn -B -q -N "-Dmaven.repo.local=${MAVEN_REPO:-$HOME/.m2/repository}")
dependency=org.apache.maven.plugins:maven-dependency-plugin:3.8.1
# The newest whose resources Debian's aapt2 can read.
framework=org.robolectric:android-all:13-robolectric-9030017:jar

rm -rf "$folder"
mkdir -p "$folder"/{fetched,unpacked,flat,main,test}

# One start of Maven brings everything, from where pom.xml says.
{
  echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
  echo '<groupId>org.outrider</groupId><artifactId>closure</artifactId><version>1</version><packaging>pom</packaging>'
  sed -n '/<profiles>/,/<\/profiles>/p' "$here/pom.xml"
  echo '<build><plugins><plugin>'
  echo '<groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><configuration>'
  echo "<outputDirectory>$folder/fetched</outputDirectory><prependGroupId>true</prependGroupId><artifactItems>"
  { cat "$here/closure.txt"; echo "$framework"; } | while IFS=: read -r group name number kind; do
    echo "<artifactItem><groupId>$group</groupId><artifactId>$name</artifactId>"
    echo "<version>$number</version><type>$kind</type></artifactItem>"
  done
  echo '</artifactItems></configuration></plugin></plugins></build></project>'
} >"$folder/pom.xml"
"${maven[@]}" -f "$folder/pom.xml" "$dependency:copy"

# aapt2 cannot open so large an archive either: it gets the two files that it wants.
unzip -qo "$folder"/fetched/org.robolectric.android-all-*.jar resources.arsc AndroidManifest.xml -d "$folder/unpacked"
(cd "$folder/unpacked" && zip -q -0 ../framework.jar resources.arsc AndroidManifest.xml)

while IFS=: read -r group name number kind; do
  file=$folder/fetched/$group.$name-$number.$kind
  case $group:$name in
    androidx.test* | androidx.compose.ui:ui-test* | com.google.code.findbugs:* | com.squareup:* | javax.inject:*) side=test ;;
    *) side=main ;;
  esac
  if [ "$kind" = jar ]; then
    unzip -qo "$file" -d "$folder/$side"
    continue
  fi
  # With the group, since two libraries are called core.
  unpacked=$folder/unpacked/$group.$name
  mkdir -p "$unpacked"
  unzip -qo "$file" -d "$unpacked"
  if [ -f "$unpacked/classes.jar" ]; then unzip -qo "$unpacked/classes.jar" -d "$folder/$side"; fi
  if [ -n "$(ls -A "$unpacked/res" 2>/dev/null)" ]; then
    aapt2 compile --dir "$unpacked/res" -o "$folder/flat/$group.$name.zip"
  fi
  grep -oE 'package="[^"]*"' "$unpacked/AndroidManifest.xml" | head -1 | cut -d'"' -f2 >>"$folder/packages"
done <"$here/closure.txt"
sort -u "$folder/packages" | paste -sd: >"$folder/packages.txt"

install() { # side, file, artifact
  rm -f "$folder/$1/META-INF/MANIFEST.MF"
  jar cf "$folder/$2.jar" -C "$folder/$1" .
  "${maven[@]}" org.apache.maven.plugins:maven-install-plugin:3.1.4:install-file -Dpackaging=jar \
    "-Dfile=$folder/$2.jar" -DgroupId=org.outrider "-DartifactId=$3" "-Dversion=$version"
}
install main libs android-libs
install test testlibs android-test-libs
rm -rf "$folder"/{fetched,unpacked,main,test,packages,pom.xml}
