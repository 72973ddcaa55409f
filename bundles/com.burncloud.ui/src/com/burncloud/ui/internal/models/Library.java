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
	private static final int AT_ONCE = 4;

	private final ScrolledColumn column;
	private final Words words;
	private final ModelCard.Deeds deeds;
	private final Runnable again;
	private final Map<String, Item> items = new LinkedHashMap<>();
	private String filter = "";
	private int turn;
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

	/** Makes a few cards at a time, so that the window is not held; the others follow at once. */
	void show(Stock stock, Optional<House> house) {
		turn++;
		Pass pass = new Pass(house);
		house.filter(each -> !each.canRun()).ifPresent(each -> pass.put("llama " + each.llama().hashCode(), () -> new LlamaCard(column.column(), words, deeds.actions(), each.llama(), again, column::relayout)));
		stock.underWay().stream().filter(each -> matches(each.file() + " " + each.repository())).forEach(pass::put);
		stock.models().stream().filter(each -> matches(each.title() + " " + each.id() + " " + each.quantization() + " " + each.file())).forEach(model -> pass.put(model, stock.doubt(model).orElse("")));
		house.filter(each -> !each.leftovers().isEmpty() && filter.isEmpty())
				.ifPresent(each -> pass.put("leftovers " + each.leftovers().hashCode(), () -> new LeftoverCard(column.column(), words, deeds.actions(), each.leftovers())));
		if (stock.empty() && !pass.order.isEmpty()) {
			pass.put("empty", () -> new EmptyCard(column.column(), words, deeds::add));
		}
		arrange(pass);
		if (pass.left) {
			int mine = turn;
			column.getDisplay().asyncExec(() -> {
				if (mine == turn && !column.isDisposed()) {
					show(stock, house);
				}
			});
		}
	}

	/** One time through all that is to be seen. */
	private final class Pass {
		private final Optional<House> house;
		private final List<String> order = new ArrayList<>();
		private int made;
		private boolean changed;
		private boolean left;

		Pass(Optional<House> house) {
			this.house = house;
		}

		/** @return empty where it has to wait for the next time */
		Optional<Item> put(String key, Supplier<Item> make) {
			if (!items.containsKey(key)) {
				if (made == AT_ONCE) {
					left = true;
					return Optional.empty();
				}
				made++;
				changed = true;
				items.put(key, make.get());
			}
			order.add(key);
			return Optional.of(items.get(key));
		}

		void put(Download download) {
			String hub = house.map(each -> each.hub(download.hub(), words.language())).orElse(download.hub());
			put("download " + download.id() + " " + hub, () -> new DownloadCard(column.column(), words, deeds.actions(), download, hub))
					.ifPresent(item -> changed |= ((DownloadCard) item).show(download));
		}

		void put(LocalModel model, String doubt) {
			put("model " + model.id(), () -> new ModelCard(column.column(), words, deeds, model, doubt)).ifPresent(item -> changed |= ((ModelCard) item).show(model, doubt));
		}
	}

	private boolean matches(String text) {
		return filter.isEmpty() || List.of(filter.split("\\s+")).stream().allMatch(text.toLowerCase(Locale.ROOT)::contains);
	}

	private void arrange(Pass pass) {
		for (String key : List.copyOf(items.keySet())) {
			if (!pass.order.contains(key)) {
				items.remove(key).control().dispose();
				pass.changed = true;
			}
		}
		if (pass.changed) {
			Control former = null;
			for (String key : pass.order) {
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
}
