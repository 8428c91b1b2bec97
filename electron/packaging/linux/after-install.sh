#!/bin/sh
# After the files of Sightline's deb or rpm are in place. electron-builder fills in the names.
set -e

folder='/opt/${sanitizedProductName}'

ln -sf "$folder/${executable}" '/usr/bin/${executable}'

# Chromium builds its sandbox from user namespaces where users may have them, and with this helper
# where they may not. Which of the two it is can change after the installation, so the helper is
# always ready.
chown root:root "$folder/chrome-sandbox"
chmod 4755 "$folder/chrome-sandbox"

if command -v update-mime-database >/dev/null 2>&1; then
  update-mime-database /usr/share/mime || true
fi
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null 2>&1; then
  gtk-update-icon-cache -q -f /usr/share/icons/hicolor || true
fi

# Ubuntu, since 23.10, gives user namespaces only to programs with a profile. Older AppArmors do not
# understand this one, and do not need it.
if command -v apparmor_status >/dev/null 2>&1 && apparmor_status --enabled >/dev/null 2>&1; then
  profile="$folder/resources/apparmor-profile"
  if apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
    cp -f "$profile" '/etc/apparmor.d/${executable}'
    # In a folder that only looks like a system there is no kernel to tell.
    if ! ischroot 2>/dev/null; then
      apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
    fi
  fi
fi
