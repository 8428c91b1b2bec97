#!/usr/bin/env bash
# Runs a command on a bare machine: a fresh Debian or Ubuntu that has Node and nothing else.
#
#   sudo tests/bare/run-in-chroot.sh                      # npm ci && npm test
#   sudo tests/bare/run-in-chroot.sh 'npm ci && npm start'
#
# The first run makes the base system with debootstrap (about a minute) and keeps it; each run
# works on a throw-away copy of it, with a copy of this working tree in it. Release, mirror, proxy
# and certificates are those that this machine's own apt and npm use.
set -euo pipefail

home=${SIGHTLINE_BARE:-/tmp/bare}
project=$(cd "$(dirname "$0")/../.." && pwd)
command=${*:-npm ci && npm test}

# The archives of the distribution itself, as lines of a sources.list.
own_archives() {
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT) # $(ORIGIN)' \
    'Created-By: Packages' | sed -nE 's/ # (Debian|Ubuntu)$//p' | sort -u
}

copy_into() { # copy_into <root> <path>...: what of these exists, to the same place
  local root=$1 path
  for path in "${@:2}"; do
    [ -e "$path" ] || continue
    mkdir -p "$root$(dirname "$path")"
    cp -aL --remove-destination "$path" "$root$(dirname "$path")/"
  done
}

make_base() {
  local base=$home/base.new suite mirror
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mirror=$(own_archives | awk -v suite="$suite" '$3 == suite { print $2; exit }')
  rm -rf "$base"
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$base" "$mirror"
  own_archives > "$base/etc/apt/sources.list"
  apt-config dump Acquire | grep -iE 'proxy|verify|cainfo' > "$base/etc/apt/apt.conf.d/90host" || true
  copy_into "$base" /etc/ssl/certs /usr/local/share/ca-certificates /usr/share/keyrings
  install_node "$base"
  mv "$base" "$home/base"
}

install_node() { # install_node <root>: this machine's node and npm, with their configuration
  local npm_home
  npm_home=$(npm root --global)/npm
  install -D "$(readlink -f "$(command -v node)")" "$1/usr/bin/node"
  mkdir -p "$1/usr/lib/node_modules"
  cp -aL "$npm_home" "$1/usr/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$1/usr/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$1/usr/bin/npx"
  copy_into "$1" "$(npm config get globalconfig)"
  [ ! -f ~/.npmrc ] || cp ~/.npmrc "$1/root/.npmrc"
}

copy_project() { # copy_project <folder>: the working tree as git sees it, nothing that was built
  mkdir -p "$1"
  git -C "$project" ls-files --cached --others --exclude-standard -z |
    tar -C "$project" --null --files-from=- --ignore-failed-read -c | tar -C "$1" -x
}

# Mounts and processes live in namespaces of their own, and go with them.
run_inside() { # run_inside <root>
  unshare --mount --pid --fork bash -euc '
    mount --make-rprivate /
    mount -t proc proc "$1/proc"
    mount --rbind /sys "$1/sys"
    mount --rbind /dev "$1/dev"
    exec chroot "$1" /usr/bin/env -i HOME=/root TERM="${TERM:-dumb}" LANG=C.UTF-8 CI="${CI:-}" \
      http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" no_proxy="${no_proxy:-}" \
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-}" bash -c "cd /root/sightline && $2"
  ' _ "$1" "$command"
}

mkdir -p "$home"
[ -d "$home/base" ] || make_base
run=$(mktemp -d "$home/run-XXXXXX")
trap 'rm -rf --one-file-system "$run"' EXIT
cp -a "$home/base/." "$run/"
copy_into "$run" /etc/resolv.conf /etc/hosts ${NODE_EXTRA_CA_CERTS:-}
copy_project "$run/root/sightline"
run_inside "$run"
