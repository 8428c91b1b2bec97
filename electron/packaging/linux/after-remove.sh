#!/bin/sh
# After the files of Sightline's deb or rpm are gone. electron-builder fills in the names.
set -e

# Debian says what happens in a word, rpm in the number of packages that stay. In an upgrade the new
# package has its own files in place by now, or will have.
case "$1" in
  remove | purge | disappear | 0) ;;
  *) exit 0 ;;
esac

# The other package of the same program may have taken the place.
if [ -e '/opt/${sanitizedProductName}/${executable}' ]; then exit 0; fi

rm -f '/usr/bin/${executable}'

if [ -f '/etc/apparmor.d/${executable}' ]; then
  if command -v apparmor_parser >/dev/null 2>&1 && ! ischroot 2>/dev/null; then
    apparmor_parser --remove '/etc/apparmor.d/${executable}' || true
  fi
  rm -f '/etc/apparmor.d/${executable}'
fi

if command -v update-mime-database >/dev/null 2>&1; then
  update-mime-database /usr/share/mime || true
fi
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null 2>&1; then
  gtk-update-icon-cache -q -f /usr/share/icons/hicolor || true
fi
