# What Kansrijk needs of a machine, sourced by ./run and tests/all: finds it, installs it where it
# may (Debian, as root or with sudo that asks nothing), and else says exactly what to install.

export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/kansrijk/target}"
TOOLS="${KANSRIJK_TOOLS:-$HOME/.cache/kansrijk/tools}"
mkdir -p "$CARGO_TARGET_DIR" "$TOOLS"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# need WHAT TEST PACKAGE...: WHAT is there when TEST succeeds, else PACKAGE... bring it on Debian.
need() {
    local what="$1" test="$2"
    shift 2
    if eval "$test" >/dev/null 2>&1; then return 0; fi
    if may_install; then
        echo "Installing $what: $*"
        as_root apt-get update -q >/dev/null || true
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null
        if eval "$test" >/dev/null 2>&1; then return 0; fi
    fi
    echo "Kansrijk needs $what. On Debian or Ubuntu: sudo apt-get install $*" >&2
    echo "Elsewhere: install $what with your system's own tool, then try again." >&2
    exit 1
}

need_rust() {
    if ! command -v cargo >/dev/null; then
        echo "Kansrijk needs Rust 1.95 or newer: install it with rustup (see rust-lang.org), then try again." >&2
        exit 1
    fi
}

has_libclang() {
    local place
    for place in "${LIBCLANG_PATH:-/nowhere}" /usr/lib/llvm-*/lib /usr/lib/*-linux-gnu* /usr/lib64 /usr/local/lib; do
        # Not libclang-cpp, which bindgen cannot use.
        compgen -G "$place/libclang.so*" >/dev/null && return 0
        compgen -G "$place/libclang-[0-9]*.so*" >/dev/null && return 0
    done
    return 1
}

need_compilers() {
    need_rust
    need "a C++ compiler" "command -v c++ || command -v g++" build-essential
    need "libclang" has_libclang libclang-dev
    need "OpenSSL's headers" "pkg-config --exists openssl" libssl-dev pkg-config
}

need_browser() {
    need "Chromium" "command -v chromium || command -v chromium-browser || command -v google-chrome" chromium
    need "Node.js" "command -v node && command -v npm" nodejs npm
    CHROMIUM="$(command -v chromium || command -v chromium-browser || command -v google-chrome)"
    export CHROMIUM
}

# Python packages live in an environment of their own, made anew when the list changes.
need_python() {
    local list="$1" home="$TOOLS/python"
    need "Python 3 with venv" "python3 -m venv --help && python3 -c 'import ensurepip'" python3 python3-venv
    if ! cmp -s "$list" "$home/requirements.txt"; then
        rm -rf "$home"
        python3 -m venv "$home"
        "$home/bin/pip" install -q --disable-pip-version-check -r "$list"
        cp "$list" "$home/requirements.txt"
    fi
    PYTHON="$home/bin/python"
    export PYTHON
}

# Node packages likewise, from a lock file.
need_node_packages() {
    local from="$1" home="$TOOLS/node"
    if ! cmp -s "$from/package-lock.json" "$home/package-lock.json"; then
        rm -rf "$home"
        mkdir -p "$home"
        cp "$from/package.json" "$from/package-lock.json" "$home/"
        (cd "$home" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
    fi
    NODE_PATH="$home/node_modules"
    export NODE_PATH
}

need_cargo_deny() {
    if ! "$TOOLS/bin/cargo-deny" --version >/dev/null 2>&1; then
        echo "Installing cargo-deny (once, some minutes)"
        CARGO_TARGET_DIR="$TOOLS/build" cargo install -q cargo-deny --locked --root "$TOOLS"
        rm -rf "$TOOLS/build"
    fi
}
