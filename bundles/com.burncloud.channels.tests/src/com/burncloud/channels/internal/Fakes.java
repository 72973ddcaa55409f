package com.burncloud.channels.internal;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Provider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Secrets;

/** Small stand-ins for the services of other bundles. */
final class Fakes {

	private Fakes() {
	}

	/** A real Derby in memory, without a pool. */
	static final class Store implements Database {
		final EmbeddedDataSource source = new EmbeddedDataSource();
		private final Set<String> opened = new HashSet<>();

		Store() {
			source.setDatabaseName("memory:channels-" + UUID.randomUUID());
			source.setCreateDatabase("create");
		}

		@Override
		public DataSource open(String owner, List<String> versions) {
			if (opened.add(owner)) {
				try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
					for (String script : versions) {
						for (String sql : script.split(";\\s*\n")) {
							if (!sql.isBlank()) {
								statement.execute(sql);
							}
						}
					}
				} catch (SQLException e) {
					throw new IllegalStateException(e);
				}
			}
			return source;
		}

		@Override
		public String status() {
			return "ok";
		}

		@Override
		public String product() {
			return "Derby";
		}
	}

	/** Readable only with the same context and master key, like the real one. */
	record Seals(String masterKey) implements Secrets {

		@Override
		public String seal(String plaintext, String context) {
			return Base64.getEncoder().encodeToString((masterKey + "|" + context + "|" + plaintext).getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public String unseal(String sealed, String context) {
			String open = new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8);
			String prefix = masterKey + "|" + context + "|";
			if (!open.startsWith(prefix)) {
				throw new IllegalStateException("The value was sealed under another master key.");
			}
			return open.substring(prefix.length());
		}
	}

	record Home(Path home) implements Settings {

		@Override
		public String value(SettingKey key) {
			return key.defaultValue();
		}

		@Override
		public long number(SettingKey key) {
			return Long.parseLong(value(key));
		}

		@Override
		public boolean enabled(SettingKey key) {
			return Boolean.parseBoolean(value(key));
		}

		@Override
		public List<Setting> all() {
			return List.of();
		}

		@Override
		public Map<SettingKey, String> pending() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void save(Map<SettingKey, String> values) {
			throw new UnsupportedOperationException();
		}
	}

	record Type(ProviderInfo info) implements Provider {

		Type(String type) {
			this(new ProviderInfo(type, Map.of("en", type), URI.create("https://" + type + ".example/v1"), List.of("openai-chat"), List.of()));
		}

		@Override
		public UpstreamRequest prepare(UpstreamCall call, Endpoint endpoint) {
			return new UpstreamRequest("POST", endpoint.baseUrl(), Map.of(), call.body());
		}
	}

	/** A reference as DS would hand it over. */
	@SuppressWarnings("unchecked")
	static ServiceReference<Provider> reference(long id, int ranking) {
		return (ServiceReference<Provider>) Proxy.newProxyInstance(Fakes.class.getClassLoader(), new Class<?>[] { ServiceReference.class },
				(proxy, method, arguments) -> switch (method.getName()) {
				case "getBundle" -> FrameworkUtil.getBundle(Fakes.class);
				case "getProperty" -> arguments[0].equals(Constants.SERVICE_ID) ? (Object) id : arguments[0].equals(Constants.SERVICE_RANKING) ? ranking : null;
				default -> throw new UnsupportedOperationException(method.getName());
				});
	}
}
