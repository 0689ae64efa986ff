#!/bin/sh
# Makes dist/certificate-kiosk_VERSION_ARCH.deb: the program for production and what systemd needs to run it.
# Neither root nor a network is needed. `BUNDLE=FOLDER` takes a program that tools/build.sh has built before,
# `OUT=FOLDER` another folder than dist; `COMPRESSION=xz` makes it smaller, in some minutes. `lintian` is content
# with it: what it finds in a bundle is in packaging/debian/lintian-overrides, each with the reason.
set -eu
cd "$(dirname "$0")/.."
out=${OUT:-dist}
python=.venv/bin/python
if [ -z "${BUNDLE:-}" ]; then
  tools/build.sh
  BUNDLE=dist/kiosk
fi
version=$($python -c 'from kiosk import __version__; print(__version__)')
arch=$(dpkg --print-architecture)
libc=$(ldd --version | head -n 1 | grep -o '[0-9.]*$')
mkdir -p "$out" build
root=$(mktemp -d "$PWD/build/package-XXXXXX")
trap 'rm -rf "$root"' EXIT
trap 'exit 1' INT TERM
umask 022
chmod 0755 "$root"
doc=$root/usr/share/doc/certificate-kiosk

install -d "$root/DEBIAN" "$root/usr/bin" "$root/usr/lib" "$root/etc/kiosk" "$doc"
cp -a "$BUNDLE" "$root/usr/lib/certificate-kiosk"
# No file of a program need be written by anybody, nor be executable without being a program.
chmod -R u=rwX,go=rX "$root/usr/lib/certificate-kiosk"
find "$root/usr/lib/certificate-kiosk" -type f -name '*.so*' -exec chmod 0644 {} +
ln -s ../lib/certificate-kiosk/kiosk "$root/usr/bin/kiosk"
mv "$root/usr/lib/certificate-kiosk/licences" "$root/usr/lib/certificate-kiosk/NOTICE" "$doc"
mv "$root/usr/lib/certificate-kiosk/LICENSE" "$doc/LICENSE"

install -m 0644 kiosk.example.toml "$root/etc/kiosk/kiosk.toml.example"
install -D -m 0644 -t "$root/usr/lib/systemd/system" packaging/systemd/*.service
install -D -m 0644 packaging/settings/sysusers.conf "$root/usr/lib/sysusers.d/certificate-kiosk.conf"
install -D -m 0644 packaging/settings/tmpfiles.conf "$root/usr/lib/tmpfiles.d/certificate-kiosk.conf"
install -D -m 0644 packaging/settings/pcscd.rules "$root/usr/share/polkit-1/rules.d/60-certificate-kiosk.rules"
install -D -m 0644 packaging/settings/xorg.conf "$root/usr/share/certificate-kiosk/xorg/50-kiosk.conf"
install -m 0644 packaging/debian/README.Debian docs/operator.md "$doc"
install -D -m 0644 packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/certificate-kiosk"
install -d "$root/usr/share/man/man1"
gzip -9nc packaging/debian/kiosk.1 >"$root/usr/share/man/man1/kiosk.1.gz"
gzip -9nc CHANGELOG.md >"$doc/CHANGELOG.md.gz"
maintainer=$(sed -n 's/^Maintainer: //p' packaging/debian/control.in)
printf 'certificate-kiosk (%s) unstable; urgency=medium\n\n  * CHANGELOG.md has what is new.\n\n -- %s  %s\n' \
  "$version" "$maintainer" "$(LC_ALL=C date -R -r CHANGELOG.md)" | gzip -9nc >"$doc/changelog.gz"
{
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n'
  printf 'Files: *\nCopyright: 2026 The certificate-kiosk authors\nLicense: Apache-2.0\n'
  printf 'Comment: NOTICE names every part and its licence; the texts are in licences/.\n\n'
  printf 'License: Apache-2.0\n On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.\n'
} >"$doc/copyright"
$python tools/sbom.py "$doc/sbom.cdx.json"
find "$doc" -type f -exec chmod 0644 {} +

install -m 0755 packaging/debian/preinst packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm \
  "$root/DEBIAN"
echo /etc/kiosk/kiosk.toml.example >"$root/DEBIAN/conffiles"
size=$(du -sk --apparent-size --exclude=DEBIAN "$root" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" -e "s/@LIBC@/libc6 (>= $libc)/" \
  packaging/debian/control.in >"$root/DEBIAN/control"
(cd "$root" && find usr etc -type f -exec md5sum {} +) >"$root/DEBIAN/md5sums"
chmod 0644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums" "$root/DEBIAN/conffiles"

package=$out/certificate-kiosk_${version}_$arch.deb
dpkg-deb --root-owner-group -Z"${COMPRESSION:-gzip}" -z6 --build "$root" "$package" >/dev/null
echo "$package: $(du -k --apparent-size "$package" | cut -f1) kB, installed $size kB"
