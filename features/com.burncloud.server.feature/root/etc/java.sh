# Sourced by the start scripts. find_java TOOL prints the folder of the Java installation to use: version 21 or newer, with bin/TOOL (java or javac).
# $JAVA_HOME and the PATH come first; then the usual folders of each system, the newest version found there.

java_version() { # DIR: the major version, 0 when there is none
	version=
	[ -r "$1/release" ] && version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
	[ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
	echo "${version:-0}"
}

find_java() {
	on_path=$(command -v java || true)
	while [ -L "$on_path" ]; do
		target=$(readlink "$on_path")
		case $target in
		/*) on_path=$target ;;
		*) on_path=$(dirname "$on_path")/$target ;;
		esac
	done
	[ -n "$on_path" ] && on_path=$(dirname "$(dirname "$on_path")")
	for dir in "${JAVA_HOME:-}" "$on_path"; do
		if [ -x "$dir/bin/java" ] && [ -x "$dir/bin/$1" ] && [ "$(java_version "$dir")" -ge 21 ]; then
			echo "$dir"
			return 0
		fi
	done
	best=
	newest=20
	for dir in /usr/lib/jvm/* /usr/java/* /opt/* /opt/*/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
		/Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*; do
		if [ -x "$dir/bin/java" ] && [ -x "$dir/bin/$1" ]; then
			version=$(java_version "$dir")
			if [ "$version" -gt "$newest" ]; then
				newest=$version
				best=$dir
			fi
		fi
	done
	[ -n "$best" ] && echo "$best"
}
