# shellcheck shell=sh
# To be sourced: sets and exports JAVA_HOME to a JDK of version 25 or newer, or says how to get one and exits.
# Looks at JAVA_HOME, then at the javac on PATH, then at the usual folders, where it takes the newest.

# Prints the major version of the JDK in folder $1, or 0 when there is none.
jdk_version() {
  jdk_found=
  if [ -x "$1/bin/javac" ]; then
    if [ -r "$1/release" ]; then
      jdk_found=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release")
    fi
    if [ -z "$jdk_found" ]; then
      jdk_found=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
  fi
  echo "${jdk_found:-0}"
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && [ "$(jdk_version "$JAVA_HOME")" -ge 25 ]; then
    export JAVA_HOME
    return
  fi
  jdk_best=
  jdk_best_version=24
  if command -v javac >/dev/null 2>&1; then
    jdk_on_path=$(command -v javac)
    # A link on PATH, as /usr/bin/javac often is, leads to the real folder.
    jdk_real=$(readlink -f "$jdk_on_path" 2>/dev/null) || jdk_real=$jdk_on_path
    jdk_home=${jdk_real%/bin/javac}
    if [ "$(jdk_version "$jdk_home")" -ge 25 ]; then
      JAVA_HOME=$jdk_home
      export JAVA_HOME
      return
    fi
  fi
  for jdk_home in /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    jdk_here=$(jdk_version "$jdk_home")
    if [ "$jdk_here" -gt "$jdk_best_version" ]; then
      jdk_best=$jdk_home
      jdk_best_version=$jdk_here
    fi
  done
  if [ -z "$jdk_best" ]; then
    echo "Zoetrope needs a JDK 25 or newer: get one from https://adoptium.net (or 'sdk install java 25-tem') and set JAVA_HOME to it." >&2
    exit 2
  fi
  JAVA_HOME=$jdk_best
  export JAVA_HOME
}

find_jdk
