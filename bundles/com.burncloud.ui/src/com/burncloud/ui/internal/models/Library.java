package com.burncloud.ui.internal.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.LocalModel;
import com.burncloud.ui.internal.widget.ScrolledColumn;

/** The cards of what is there and on its way, in a column. Cards live as long as what they show. UI thread. */
final class Library {
	private static final int WIDEST = 1_400;

	private final ScrolledColumn column;
	private final Words words;
	private final ModelCard.Deeds deeds;
	private final Runnable again;
	private final Map<String, Item> items = new LinkedHashMap<>();
	private String filter = "";
	private Optional<String> selected = Optional.empty();

	/** @param again looks for llama-server once more */
	Library(Composite parent, Words words, ModelCard.Deeds deeds, Runnable again) {
		this.words = words;
		this.deeds = deeds;
		this.again = again;
		column = new ScrolledColumn(parent, WIDEST, 0, false);
		((org.eclipse.swt.layout.GridLayout) column.column().getLayout()).verticalSpacing = 10;
	}

	Control control() {
		return column;
	}

	void filter(String text) {
		filter = text.toLowerCase(Locale.ROOT);
	}

	/** Marks the model that the pane beside is about. */
	void select(Optional<String> id) {
		selected = id;
		items.forEach((key, item) -> item.control().setSelected(id.filter(each -> key.equals("model " + each)).isPresent()));
	}

	void show(Stock stock, Optional<House> house) {
		List<String> order = new ArrayList<>();
		boolean[] changed = { false };
		house.filter(each -> !each.canRun()).ifPresent(each -> put(order, changed, "llama " + each.llama().hashCode(),
				() -> new LlamaCard(column.column(), words, deeds.actions(), each.llama(), again, column::relayout)));
		for (Download download : stock.underWay()) {
			if (matches(download.file() + " " + download.repository())) {
				String hub = house.map(each -> each.hub(download.hub(), words.language())).orElse(download.hub());
				Item item = put(order, changed, "download " + download.id() + " " + hub, () -> new DownloadCard(column.column(), words, deeds.actions(), download, hub));
				changed[0] |= ((DownloadCard) item).show(download);
			}
		}
		for (LocalModel model : stock.models()) {
			if (matches(model.title() + " " + model.id() + " " + model.quantization() + " " + model.file())) {
				String doubt = stock.doubt(model).orElse("");
				Item item = put(order, changed, "model " + model.id(), () -> new ModelCard(column.column(), words, deeds, model, doubt));
				changed[0] |= ((ModelCard) item).show(model, doubt);
			}
		}
		house.filter(each -> !each.leftovers().isEmpty() && filter.isEmpty()).ifPresent(each -> put(order, changed, "leftovers " + each.leftovers().hashCode(),
				() -> new LeftoverCard(column.column(), words, deeds.actions(), each.leftovers())));
		arrange(order, changed);
	}

	private boolean matches(String text) {
		return filter.isEmpty() || List.of(filter.split("\\s+")).stream().allMatch(text.toLowerCase(Locale.ROOT)::contains);
	}

	private Item put(List<String> order, boolean[] changed, String key, Supplier<Item> make) {
		order.add(key);
		if (!items.containsKey(key)) {
			changed[0] = true;
			items.put(key, make.get());
		}
		return items.get(key);
	}

	private void arrange(List<String> order, boolean[] changed) {
		for (String key : List.copyOf(items.keySet())) {
			if (!order.contains(key)) {
				items.remove(key).control().dispose();
				changed[0] = true;
			}
		}
		if (changed[0]) {
			Control former = null;
			for (String key : order) {
				Control control = items.get(key).control();
				if (former == null) {
					control.moveAbove(null);
				} else {
					control.moveBelow(former);
				}
				former = control;
			}
			select(selected);
			column.relayout();
		}
	}

	/** Whether anything is to be seen. */
	boolean empty() {
		return items.isEmpty();
	}

	/** Whether a model passes the filter. */
	long shownModels() {
		return items.keySet().stream().filter(key -> key.startsWith("model ")).count();
	}
}
