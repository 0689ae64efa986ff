#!/bin/sh
# Proves the two commands where nothing is installed: builds a bare root of each Debian release named
# (default: bookworm trixie), clones the committed state of this checkout into it and does `make run` and
# `make test` there (STEPS names others). Needs root and debootstrap.
#
# The package clients inside use the host's settings: its Debian mirror, its certificates, its pip
# configuration and environment. No address is written here.
set -eu
cd "$(dirname "$0")/.."
checkout=$PWD
base=${BARE:-$checkout/build/bare}
steps=${STEPS:-run test}
[ $# -gt 0 ] || set -- bookworm trixie
[ "$(id -u)" = 0 ] || { echo "bare roots need root" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "apt-get install debootstrap" >&2; exit 1; }

mirror=$(apt-get indextargets --format '$(RELEASE) $(SITE)' | grep -vE '^[a-z]+-' | head -n 1 | cut -d' ' -f2)

# What the host's package clients know, at the same places in the new root.
lend_settings() {
  for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/xdg/pip "$HOME/.config/pip" "$HOME/.pip" \
    /etc/apt/apt.conf.d /etc/apt/auth.conf.d /usr/local/share/ca-certificates; do
    [ -e "$file" ] || continue
    mkdir -p "$1$(dirname "$file")"
    rm -rf "$1$file"
    cp -rL "$file" "$1$file"
  done
}

inside() {
  root=$1
  shift
  env -i HOME="$HOME" PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    $(env | grep -E '^(PIP_[A-Z_]+|[a-zA-Z]+_(proxy|PROXY)|SSL_CERT_FILE|REQUESTS_CA_BUNDLE)=' | tr '\n' ' ') \
    unshare --mount --pid --fork sh -c '
      root=$1; shift
      mount -t proc proc "$root/proc"
      mount --rbind /dev "$root/dev"
      exec chroot "$root" "$@"' inside "$root" "$@"
}

for suite in "$@"; do
  root=$base/$suite
  echo "== $suite: a bare root"
  rm -rf --one-file-system "$root"
  mkdir -p "$root"
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror" >"$base/$suite.log" 2>&1 ||
    { tail -n 20 "$base/$suite.log" >&2; exit 1; }
  lend_settings "$root"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  inside "$root" sh -c 'apt-get update -q && apt-get install -q -y --no-install-recommends git make python3' \
    >>"$base/$suite.log" 2>&1
  git clone -q --no-hardlinks "$checkout" "$root/srv/kiosk"
  for step in $steps; do
    began=$(date +%s)
    echo "== $suite: make $step"
    inside "$root" sh -c "cd /srv/kiosk && make $step" >"$base/$suite-$step.log" 2>&1 ||
      { tail -n 40 "$base/$suite-$step.log" >&2; echo "== $suite: make $step failed" >&2; exit 1; }
    tail -n 3 "$base/$suite-$step.log"
    echo "== $suite: make $step passed in $(($(date +%s) - began)) s"
  done
done
