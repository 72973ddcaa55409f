# Sourced by ./burncloud and ./test, which set `top` (this checkout) and `self` (their name): the JDK and the Maven that the build needs, and the build itself with
# its progress. Everything that it makes besides target/ is in .build/. bash 3.2 (macOS) runs this.

maven_version=3.9.16 # Tycho 5 does not run in the 3.8 of Debian 12
. "$top/features/com.burncloud.server.feature/root/etc/java.sh"

die() { # one line on stderr
	echo "$self: $*" >&2
	exit 2
}

need_jdk() {
	JAVA_HOME=$(find_java javac) ||
		die 'a JDK 21 or newer is needed to build and was not found: set JAVA_HOME, or install one, such as "apt-get install openjdk-21-jdk-headless" or "brew install openjdk"'
	export JAVA_HOME
}

# One build a checkout at a time: a lock of the system on descriptor 9, gone with the process. flock(1) is missing on macOS, perl is not.
lock_build() {
	mkdir -p "$top/.build" || die "cannot write to $top, which the first use has to build in"
	exec 9>"$top/.build/lock"
	if command -v flock >/dev/null; then
		flock -n 9 && return
		echo "$self: another build of this checkout is under way, waiting for it" >&2
		flock 9
	else
		perl -e 'use Fcntl ":flock"; open(my $f, ">&=9") or exit 1; flock($f, LOCK_EX | LOCK_NB) and exit 0; warn "$ARGV[0]: another build of this checkout is under way, waiting for it\n"; flock($f, LOCK_EX) or exit 1' "$self" ||
			die "cannot lock $top/.build/lock"
	fi
}

unlock_build() { exec 9>&-; }

# Maven gets Maven, from wherever the installed one gets all else. Run outside this tree, since an old Maven must not load .mvn/extensions.xml.
need_maven() {
	maven=$top/.build/apache-maven-$maven_version/bin/mvn
	[ -x "$maven" ] && return
	command -v mvn >/dev/null || die 'Maven is needed to build and was not found: install it, such as "apt-get install maven" or "brew install maven"; any version will do'
	echo "$self: fetching Maven $maven_version" >&2
	local log=$top/.build/maven.log
	if ! (cd / && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
		-Dartifact=org.apache.maven:apache-maven:$maven_version:tar.gz:bin -DoutputDirectory="$top/.build") >"$log" 2>&1; then
		tail -n 30 "$log" >&2
		die "Maven $maven_version could not be fetched; the whole log is $log"
	fi
	tar -C "$top/.build" -xzf "$top/.build/apache-maven-$maven_version-bin.tar.gz" || die "$top/.build/apache-maven-$maven_version-bin.tar.gz cannot be unpacked"
	rm -f "$top/.build/apache-maven-$maven_version-bin.tar.gz"
}

# run_maven LOG ARGUMENTS...: a line a module, or a class of tests, instead of thousands; the last lines of the log when it fails.
run_maven() {
	local log=$1 began=$SECONDS told=$SECONDS shown='' line pid status
	shift
	: >"$log"
	(cd "$top" && exec "$maven" -B "$@") >"$log" 2>&1 9>&- &
	pid=$!
	trap 'kill "$pid" 2>/dev/null; wait "$pid"; exit 143' TERM INT HUP
	while kill -0 "$pid" 2>/dev/null; do
		sleep 1
		line=$(grep -E '^\[INFO\] (Building .* \[[0-9]+/[0-9]+\]|Running [A-Za-z.]+)$' "$log" | tail -n 1 | sed -e 's/^\[INFO\] Building //' -e 's/^\[INFO\] R/r/' -e 's/ [0-9][^ ]*  *\(\[[0-9/]*\]\)$/ \1/')
		if [ -z "$line" ]; then
			line=$(grep -c 'Downloaded from' "$log" || true)
			[ "$line" = 0 ] && line=preparing || line="preparing: $line files fetched"
		fi
		if [ "$line" != "$shown" ] || [ $((SECONDS - told)) -ge 15 ]; then
			shown=$line
			told=$SECONDS
			printf '%s: %3d s  %s\n' "$self" $((SECONDS - began)) "$line" >&2
		fi
	done
	status=0
	wait "$pid" || status=$?
	trap - TERM INT HUP
	if [ "$status" -ne 0 ]; then
		tail -n 30 "$log" >&2
		echo "$self: the build failed after $((SECONDS - began)) s; the whole log is $log" >&2
	fi
	return "$status"
}

# What the products are made of; not what Tycho writes beside it, and not the tests.
sources() {
	cd "$top" && find bundles features product target-platform releng/Notices.java releng/Unsign.java pom.xml .mvn \
		\( -name target -o -name bin -o -name '*.tests' -o -name '.polyglot.*' -o -name '.tycho-consumer-pom.xml' -o -name '.flattened-pom.xml' \) -prune -o -type f "$@" -print
}

# The stamp is as old as the beginning of the build that made it, and holds the list of files of then: newer, new and lost files all show.
list_sum() { (sources) | LC_ALL=C sort | cksum; }

is_built() {
	[ -f "$top/.build/built" ] && [ -n "$(product_dir)" ] && [ -z "$(sources -newer "$top/.build/built" | head -n 1)" ] && [ "$(list_sum)" = "$(cat "$top/.build/list")" ]
}

begin_stamp() {
	# The compiler looks at a class's own source only: after a change in one bundle the classes of another could be stale.
	rm -rf "$top/.build/built" "$top/product/target" "$top"/bundles/*/target/classes
	list_sum >"$top/.build/list"
	touch "$top/.build/begun"
}

end_stamp() { mv "$top/.build/begun" "$top/.build/built"; }

# The unpacked product: the desktop has all that the server has.
product_dir() {
	local dir
	for dir in "$top"/product/target/products/burncloud-desktop/*/*/*/burncloud-desktop "$top"/product/target/products/burncloud-server/*/*/*/burncloud-server; do
		if [ -x "$dir/burncloud" ]; then
			echo "$dir"
			return
		fi
	done
}
