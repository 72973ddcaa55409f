package com.burncloud.channels.internal;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.event.Topics;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Secrets;

/** The channels: in the database, and as the snapshot that everybody reads. Writers take turns; what is read is always one whole snapshot. */
@Component(service = { ChannelService.class, Channels.class }, immediate = true)
public final class Channels implements ChannelService {
	private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
	private static final SecureRandom RANDOM = new SecureRandom();

	private final ChannelTable table;
	private final Providers providers;
	private final News news;
	private final InstantSource clock;
	private final ReentrantLock writing = new ReentrantLock();
	private final Runnable rebuild = this::rebuild;
	private volatile Snapshot snapshot = new Snapshot(List.of());

	@Activate
	public Channels(BundleContext context, @Reference Database database, @Reference Secrets secrets, @Reference EventAdmin events, @Reference Providers providers) {
		this(StartupFailure.told(context, () -> new ChannelTable(database, secrets)), providers, events, InstantSource.system());
	}

	Channels(ChannelTable table, Providers providers, EventAdmin events, InstantSource clock) {
		this.table = table;
		this.providers = providers;
		this.clock = clock;
		news = new News(events);
		table.firstStart(new Account(echo(), "", false));
		publish(table.all().stream().map(account -> entry(account, new ChannelHealth())).toList());
		providers.onChange(rebuild);
		rebuild(); // a type that came in between
	}

	@Deactivate
	void stop() {
		providers.noLonger(rebuild);
	}

	@Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "withdraw")
	void offer(OfferedChannel offered) {
		writing.lock();
		try {
			var account = new Account(offered.channel(), "", false, Optional.of(offered));
			change(all -> all.put(account.channel().id(), entry(account, new ChannelHealth())));
			news.channel(Topics.CHANNEL_CREATED, account.channel());
		} finally {
			writing.unlock();
		}
	}

	void withdraw(OfferedChannel offered) {
		writing.lock();
		try {
			Channel channel = offered.channel();
			Entry entry = snapshot.entry(channel.id());
			if (entry != null && entry.account().offer().filter(offered::equals).isPresent()) { // else it was offered anew before
				change(all -> all.remove(channel.id()));
				news.channel(Topics.CHANNEL_DELETED, channel);
			}
		} finally {
			writing.unlock();
		}
	}

	private Channel echo() {
		return channel(id(), now(), ChannelCheck.checked(new ChannelDraft("echo", "echo", Optional.empty(), Optional.empty(), List.of("echo"), Map.of(),
				Set.of("default"), 0, 1, true, Map.of(), Map.of(), Timeouts.DEFAULT)), "");
	}

	Snapshot snapshot() {
		return snapshot;
	}

	News news() {
		return news;
	}

	InstantSource clock() {
		return clock;
	}

	@Override
	public List<Channel> list() {
		return snapshot.channels();
	}

	@Override
	public Optional<Channel> find(String id) {
		return Optional.ofNullable(snapshot.entry(id)).map(Entry::channel);
	}

	@Override
	public Channel create(ChannelDraft draft) {
		ChannelDraft checked = ChannelCheck.checked(draft);
		String key = checked.apiKey().orElse("");
		writing.lock();
		try {
			free(checked.name(), "");
			var account = new Account(channel(id(), now(), checked, Account.masked(key)), key, false);
			table.insert(account);
			change(all -> all.put(account.channel().id(), entry(account, new ChannelHealth())));
			news.channel(Topics.CHANNEL_CREATED, account.channel());
			return account.channel();
		} finally {
			writing.unlock();
		}
	}

	@Override
	public Channel update(String id, ChannelDraft draft) {
		writing.lock();
		try {
			Account before = stored(id).account();
			ChannelDraft checked = ChannelCheck.checked(unmasked(draft, before));
			free(checked.name(), id);
			boolean newKey = checked.apiKey().isPresent();
			String key = checked.apiKey().orElse(before.apiKey());
			boolean lost = before.keyLost() && !newKey;
			Channel channel = channel(id, before.channel().createdAt(), checked, lost ? before.channel().maskedKey() : Account.masked(key));
			var account = new Account(channel, key, lost);
			table.update(account, newKey);
			change(all -> all.put(id, entry(account, new ChannelHealth())));
			news.channel(Topics.CHANNEL_CHANGED, channel);
			return channel;
		} finally {
			writing.unlock();
		}
	}

	@Override
	public void delete(String id) {
		writing.lock();
		try {
			Channel channel = stored(id).channel();
			table.delete(id);
			change(all -> all.remove(id));
			news.channel(Topics.CHANNEL_DELETED, channel);
		} finally {
			writing.unlock();
		}
	}

	@Override
	public Health health(String id) {
		Entry entry = existing(id);
		Optional<String> obstacle = entry.obstacle();
		return obstacle.isPresent() ? new Health(Health.State.DISABLED, Optional.empty(), obstacle, OptionalLong.empty()) : entry.health().worst();
	}

	@Override
	public Map<String, Health> healthByModel(String id) {
		return existing(id).health().byModel();
	}

	/**
	 * A channel as it would be, stored nowhere; without a name it gets one, since a form asks for it last.
	 *
	 * @param id whose key is used where the draft brings none
	 */
	Entry draft(ChannelDraft draft, Optional<String> id) {
		Optional<Account> before = id.map(this::existing).map(Entry::account);
		ChannelDraft named = draft.name().isBlank() ? with("draft", draft.apiKey(), draft) : draft;
		ChannelDraft checked = ChannelCheck.checked(before.map(account -> unmasked(named, account)).orElse(named));
		String key = checked.apiKey().or(() -> before.map(Account::apiKey)).orElse("");
		boolean lost = checked.apiKey().isEmpty() && before.map(Account::keyLost).orElse(false);
		return entry(new Account(channel(id.orElse(""), now(), checked, Account.masked(key)), key, lost), new ChannelHealth());
	}

	/** Somebody who reads a channel and sends it back sends the mask; that is no new key. */
	private static ChannelDraft unmasked(ChannelDraft draft, Account before) {
		boolean mask = draft.apiKey().filter(key -> !key.isBlank() && key.strip().equals(before.channel().maskedKey())).isPresent();
		return mask ? with(draft.name(), Optional.empty(), draft) : draft;
	}

	private static ChannelDraft with(String name, Optional<String> apiKey, ChannelDraft draft) {
		return new ChannelDraft(name, draft.type(), draft.baseUrl(), apiKey, draft.models(), draft.modelMapping(), draft.groups(), draft.priority(),
				draft.weight(), draft.enabled(), draft.headers(), draft.options(), draft.timeouts());
	}

	private Entry stored(String id) {
		Entry entry = existing(id);
		if (entry.channel().offered()) {
			throw new ConflictException("The channel '" + entry.channel().name() + "' belongs to a model that runs here and goes with it. "
					+ "Stop the model, or deploy it in another way.");
		}
		return entry;
	}

	private Entry existing(String id) {
		Entry entry = snapshot.entry(id);
		if (entry == null) {
			throw new UnknownIdException("channel", id);
		}
		return entry;
	}

	private void free(String name, String exceptId) {
		boolean taken = snapshot.channels().stream().anyMatch(channel -> channel.name().equals(name) && !channel.id().equals(exceptId));
		if (taken) {
			throw ChannelTable.taken(name);
		}
	}

	private void change(Consumer<Map<String, Entry>> edit) {
		var all = new LinkedHashMap<String, Entry>();
		snapshot.entries().forEach(entry -> all.put(entry.channel().id(), entry));
		edit.accept(all);
		publish(all.values());
	}

	/** A type came or went: the same channels and their health, with the providers of now. */
	private void rebuild() {
		writing.lock();
		try {
			var all = new ArrayList<Entry>();
			snapshot.entries().forEach(entry -> all.add(entry(entry.account(), entry.health())));
			publish(all);
		} finally {
			writing.unlock();
		}
	}

	private void publish(Collection<Entry> entries) {
		snapshot = new Snapshot(entries);
	}

	private Entry entry(Account account, ChannelHealth health) {
		return new Entry(account, providers.provider(account.channel().type()), health);
	}

	private Instant now() {
		return clock.instant().truncatedTo(ChronoUnit.MILLIS); // as the database keeps it
	}

	private static Channel channel(String id, Instant createdAt, ChannelDraft draft, String maskedKey) {
		return new Channel(id, draft.name(), draft.type(), draft.baseUrl(), maskedKey, draft.models(), draft.modelMapping(), draft.groups(), draft.priority(),
				draft.weight(), draft.enabled(), draft.headers(), draft.options(), draft.timeouts(), false, createdAt);
	}

	private static String id() {
		var id = new StringBuilder("ch_");
		RANDOM.ints(12, 0, ID_LETTERS.length()).forEach(letter -> id.append(ID_LETTERS.charAt(letter)));
		return id.toString();
	}
}
