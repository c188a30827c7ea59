# shellcheck shell=sh
# To be sourced: makes sure that there is a Maven to build with, or says how to get one and exits.

if ! command -v mvn >/dev/null 2>&1; then
  echo "Zoetrope is built with Maven 3.8.6 or newer: install it (Debian: apt install maven; macOS: brew install maven)." >&2
  exit 2
fi
