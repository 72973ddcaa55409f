package com.burncloud.launcher.internal.client;

import java.net.URI;
import java.nio.file.Path;

import picocli.CommandLine.Option;

/** What every command takes. */
final class Common {
	@Option(names = { "-h", "--help" }, usageHelp = true, descriptionKey = "option.help")
	boolean help;
	@Option(names = "--json", descriptionKey = "option.json")
	boolean json;
	@Option(names = "--url", paramLabel = "URL", descriptionKey = "option.url")
	URI url;
	@Option(names = "--home", paramLabel = "DIR", descriptionKey = "option.home")
	Path home;
}
