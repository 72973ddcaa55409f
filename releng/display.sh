# Sourced by ./test: a display in memory for the tests of the workbench, whatever display there is, so that every machine sees the same. It ends with the script.

# What is missing of Debian's packages: installed where that is possible without asking, else named.
need_desktop_packages() {
	[ "$(uname)" = Linux ] || return 0
	local missing=
	command -v Xvfb >/dev/null || missing="$missing xvfb"
	command -v dbus-daemon >/dev/null || missing="$missing dbus"
	[ -e /usr/share/dbus-1/services/org.a11y.Bus.service ] || missing="$missing at-spi2-core"
	has_library libgtk-3.so.0 || missing="$missing libgtk-3-0"
	has_library libXtst.so.6 || missing="$missing libxtst6"
	if ! command -v fc-list >/dev/null || [ -z "$(fc-list :lang=zh family | head -n 1)" ]; then
		missing="$missing fonts-wqy-zenhei"
	fi
	[ -z "$missing" ] && return 0
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		echo "$self: installing$missing for the tests of the desktop" >&2
		# shellcheck disable=SC2086
		if { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; } >"$top/.build/packages.log" 2>&1; then
			return 0
		fi
		echo "$self: they could not be installed; the log is $top/.build/packages.log" >&2
	fi
	echo "$self: the tests of the desktop are skipped without these packages:$missing" >&2
	export BURNCLOUD_DESKTOP_LACKS=${missing# } # each skipped test names them
}

has_library() { # of the system's own folders; ldconfig is in no ordinary user's PATH
	local found
	found=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -F "$1") && [ -n "$found" ]
}

open_display() {
	unset DISPLAY WAYLAND_DISPLAY
	command -v Xvfb >/dev/null || return 0
	local number=$top/.build/display waited=0
	rm -f "$number"
	Xvfb -displayfd 5 -screen 0 1400x1000x24 -nolisten tcp -noreset 5>"$number" >"$top/.build/xvfb.log" 2>&1 9>&- &
	display_pid=$!
	trap 'kill "$display_pid" 2>/dev/null || true' EXIT
	while [ ! -s "$number" ]; do
		if ! kill -0 "$display_pid" 2>/dev/null || [ "$waited" -ge 300 ]; then
			echo "$self: no display could be opened; the log is $top/.build/xvfb.log" >&2
			return 0
		fi
		waited=$((waited + 1))
		sleep 0.2
	done
	DISPLAY=:$(cat "$number")
	# No desktop of the person who tests: neither its buses nor its window system.
	export DISPLAY GDK_BACKEND=x11 NO_AT_BRIDGE=1 DBUS_SESSION_BUS_ADDRESS=disabled: GSETTINGS_BACKEND=memory
	unset GTK_THEME GDK_SCALE GTK_MODULES
}
