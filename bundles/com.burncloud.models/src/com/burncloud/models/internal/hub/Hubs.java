package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubPage;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubProblem.Kind;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubRequest;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelHub;
import com.burncloud.api.model.ModelReport;
import com.burncloud.api.model.Variant;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.models.internal.gguf.FitReckoner;
import com.burncloud.models.internal.gguf.GgufException;
import com.burncloud.models.internal.gguf.GgufReader;
import com.burncloud.models.internal.gguf.Machines;
import com.burncloud.models.internal.gguf.Shards;
import com.burncloud.models.internal.gguf.Variants;

/** The hubs, as others see them. */
@Component(service = { HubService.class, Hubs.class })
public final class Hubs implements HubService {
	private static final Duration CHOICE_KEPT = Duration.ofMinutes(10);
	private static final Duration CHOICE_LIMIT = Duration.ofSeconds(10);
	private static final int MAX_MODELS = 100;
	/** Before anything was measured. */
	private static final List<String> ORDER = List.of("huggingface", "hf-mirror", "modelscope");

	private final HubSet hubs;
	private final HubClient client;
	private final Repositories repositories;
	private final Contents contents;
	private final Machines machines;
	private final Choice choice;
	private final String preferred;

	@Activate
	public Hubs(@Reference HubSet hubs, @Reference HubClient client, @Reference Repositories repositories, @Reference Contents contents,
			@Reference Machines machines, @Reference Settings settings) {
		this(hubs, client, repositories, contents, machines, settings.value(SettingKey.HUB), new Choice(hubs, client, CHOICE_KEPT, CHOICE_LIMIT));
	}

	Hubs(HubSet hubs, HubClient client, Repositories repositories, Contents contents, Machines machines, String preferred, Choice choice) {
		this.hubs = hubs;
		this.client = client;
		this.repositories = repositories;
		this.contents = contents;
		this.machines = machines;
		this.preferred = preferred;
		this.choice = choice;
	}

	@Override
	public List<HubInfo> hubs() {
		Optional<String> first = preferred.isEmpty() ? choice.known().map(hub -> hub.info().id()) : Optional.of(preferred);
		return hubs.all().stream().map(ModelHub::info).sorted(Comparator.comparing((HubInfo info) -> first.filter(info.id()::equals).isEmpty())
				.thenComparing(info -> ORDER.contains(info.id()) ? ORDER.indexOf(info.id()) : ORDER.size()).thenComparing(HubInfo::id)).toList();
	}

	/**
	 * The hub of an id; of a blank one, that which is asked by default, for which the network may have to be waited for.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such hub
	 * @throws HubException when the id is blank and none answers
	 */
	public HubInfo resolve(String hub) {
		return hub(hub).info();
	}

	private ModelHub hub(String id) {
		if (!id.isBlank()) {
			return hubs.hub(id.strip());
		}
		return preferred.isEmpty() ? choice.fastest() : hubs.hub(preferred);
	}

	@Override
	public List<HubModel> search(String hub, HubQuery query) {
		if (query.limit() < 1 || query.limit() > MAX_MODELS) {
			throw new InvalidFieldException("limit", "The limit " + query.limit() + " is not between 1 and " + MAX_MODELS + ".");
		}
		Deadline deadline = Deadline.in(Repositories.LIMIT);
		ModelHub asked = hub(hub);
		return doubting(asked, () -> {
			try {
				return search(asked, Strangers.call(asked, () -> asked.search(query)), query.limit(), deadline);
			} catch (HubException e) {
				Optional<HubRequest> other = e.problem().kind() == Kind.RATE_LIMITED || deadline.over() ? Optional.empty()
						: Strangers.call(asked, () -> asked.otherSearch(query));
				return search(asked, other.orElseThrow(() -> e), query.limit(), deadline);
			}
		});
	}

	private List<HubModel> search(ModelHub hub, HubRequest first, int limit, Deadline deadline) {
		List<HubModel> models = new ArrayList<>();
		Optional<HubRequest> next = Optional.of(first);
		for (int page = 0; next.isPresent() && models.size() < limit && page < MAX_MODELS; page++) {
			HubAnswer answer = client.ask(hub, next.get(), "", deadline);
			HubPage<HubModel> read = Strangers.call(hub, () -> hub.models(answer));
			models.addAll(read.items());
			next = read.next();
		}
		return List.copyOf(models.subList(0, Math.min(limit, models.size())));
	}

	@Override
	public HubListing files(String hub, String repository) {
		Deadline deadline = Deadline.in(Repositories.LIMIT);
		ModelHub asked = hub(hub);
		return doubting(asked, () -> {
			Repositories.Listing listing = repositories.list(asked, repository.strip(), "", deadline);
			return new HubListing(listing.hub(), listing.repository(), listing.revision(), listing.page(), Variants.of(listing.files()));
		});
	}

	@Override
	public ModelReport inspect(String hub, String repository, String file, FitQuestion question) {
		HubListing listing = files(hub, repository);
		Variant variant = listing.variants().stream().filter(one -> one.files().stream().anyMatch(part -> part.path().equals(file))).findFirst()
				.orElseThrow(() -> new InvalidFieldException("file", "'" + file + "' is no GGUF file of " + listing.repository() + " on " + listing.hub() + "."));
		HubFile first = variant.files().getFirst();
		RemoteFile remote = new RemoteFile(contents, new FileAddress(listing.hub(), listing.repository(), listing.revision(), first.path()), first.sizeBytes());
		try {
			Shards shards = new Shards(List.of(GgufReader.read(remote::read)));
			Machine machine = machines.machine();
			return new ModelReport(shards.facts(), FitReckoner.fit(shards, variant.sizeBytes(), question, machine), machine);
		} catch (GgufException broken) {
			throw new InvalidFieldException("file", "The header of '" + first.path() + "' cannot be read: " + broken.getMessage());
		} catch (IOException broken) {
			throw new HubException(new HubProblem(Kind.UNAVAILABLE, "The header of '" + first.path() + "' could not be read from " + listing.hub() + ": "
					+ broken.getMessage() + ". Try again in a moment.", Optional.empty()));
		}
	}

	private interface Work<T> {
		T done();
	}

	/** A hub that does not answer is not taken for the fastest any longer. */
	private <T> T doubting(ModelHub hub, Work<T> work) {
		try {
			return work.done();
		} catch (HubException e) {
			if (e.problem().kind() == Kind.UNAVAILABLE || e.problem().kind() == Kind.RATE_LIMITED) {
				choice.doubt(hub.info().id());
			}
			throw e;
		}
	}
}
