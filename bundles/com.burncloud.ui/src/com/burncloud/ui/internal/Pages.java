package com.burncloud.ui.internal;

import java.util.List;

import com.burncloud.ui.internal.channels.ChannelsPage;
import com.burncloud.ui.internal.channels.ProvidersPage;
import com.burncloud.ui.internal.dashboard.DashboardPage;
import com.burncloud.ui.internal.logs.LogsPage;
import com.burncloud.ui.internal.models.ModelsPage;
import com.burncloud.ui.internal.playground.PlaygroundPage;
import com.burncloud.ui.internal.settings.SettingsPage;
import com.burncloud.ui.internal.tokens.TokensPage;
import com.burncloud.ui.internal.welcome.WelcomePage;

/** The pages there are. */
public final class Pages {
	public static final String WELCOME = "welcome";
	public static final String DASHBOARD = "dashboard";
	public static final String CHANNELS = "channels";
	public static final String PROVIDERS = "providers";
	public static final String TOKENS = "tokens";
	public static final String MODELS = "models";
	public static final String LOGS = "logs";
	public static final String PLAYGROUND = "playground";
	public static final String SETTINGS = "settings";

	static final String FIRST = DASHBOARD;
	/** Those of the navigation, in order. The others are reached from one of them. */
	static final List<String> LISTED = List.of(DASHBOARD, CHANNELS, TOKENS, MODELS, LOGS, PLAYGROUND, SETTINGS);

	private Pages() {
	}

	static List<Page> of(Workbench workbench) {
		return List.of(new WelcomePage(workbench), new DashboardPage(workbench), new ChannelsPage(workbench), new ProvidersPage(workbench), new TokensPage(workbench),
				new ModelsPage(workbench), new LogsPage(workbench), new PlaygroundPage(workbench), new SettingsPage(workbench));
	}
}
