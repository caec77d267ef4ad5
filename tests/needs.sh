#!/bin/bash
# Installs Debian packages when root, or says exactly how to.
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get install --yes --quiet --no-install-recommends "$@" >/dev/null 2>&1 ||
    { apt-get update --quiet >/dev/null && apt-get install --yes --quiet --no-install-recommends "$@" >/dev/null; } && exit 0
fi
echo "Missing: $*. Install it with: sudo apt-get install $*" >&2
exit 2
