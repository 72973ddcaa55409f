package com.burncloud.ui.internal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ILineSeries.PlotSymbolType;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;

import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** Lines over time, on a card: no frames, a quiet grid, the values under the pointer. */
final class MinuteChart extends Composite {

	/**
	 * A line of the chart.
	 *
	 * @param own whether it has a scale of its own, which is not written at the side
	 */
	record Line(String name, Role ink, boolean area, boolean own, ToDoubleFunction<Slot> value, LongFunction<String> text) {
	}

	private final List<Line> lines;
	private final Chart chart;
	private List<Slot> slots = List.of();
	private Range times = new Range(0, 1);
	private Instant midnight = Instant.EPOCH;
	private Duration unit = Duration.ofMinutes(1);

	MinuteChart(Composite parent, String title, List<Line> lines) {
		super(parent, SWT.NONE);
		this.lines = lines;
		setLayout(new FillLayout());
		Card card = new Card(this, Role.CANVAS);
		card.setLayout(Texture.grid(1, 10, 2));
		new ChartHead(card, title, lines).setLayoutData(Texture.wide());
		chart = new Chart(card, SWT.NONE);
		var data = Texture.fill();
		data.widthHint = 100;
		data.heightHint = 80;
		chart.setLayoutData(data);
		chart.getTitle().setVisible(false);
		chart.getLegend().setVisible(false);
		Form.named(chart, title);
		axes();
		lines.forEach(this::add);
		Palette.of(this).follow(this, this::dress);
		chart.getPlotArea().addMouseMoveListener(event -> chart.getPlotArea().setToolTipText(under(event.x)));
	}

	private void axes() {
		IAxis x = chart.getAxisSet().getXAxis(0);
		x.getTitle().setVisible(false);
		x.getTick().setFormat(new Ticks(value -> Figures.minute(at(value))));
		x.getTick().setTickMarkStepHint(90);
		x.getGrid().setStyle(LineStyle.NONE);
		x.setDrawAxisLine(false);
		IAxis y = chart.getAxisSet().getYAxis(0);
		y.getTitle().setVisible(false);
		y.getTick().setFormat(new Ticks(this::value));
		y.getTick().setTickMarkStepHint(44);
		y.getGrid().setStyle(LineStyle.SOLID);
		y.setDrawAxisLine(false);
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).own) {
				IAxis own = chart.getAxisSet().getYAxis(chart.getAxisSet().createYAxis());
				own.getTitle().setVisible(false);
				own.getTick().setVisible(false);
				own.getGrid().setStyle(LineStyle.NONE);
				own.setDrawAxisLine(false);
			}
		}
	}

	private void add(Line line) {
		ILineSeries<?> series = (ILineSeries<?>) chart.getSeriesSet().createSeries(SeriesType.LINE, line.name);
		series.setSymbolType(PlotSymbolType.NONE);
		series.setLineWidth(2);
		series.setAntialias(SWT.ON);
		series.enableArea(line.area);
		if (line.own) {
			series.setYAxisId(chart.getAxisSet().getYAxisIds()[1]);
		}
	}

	private void dress() {
		Palette palette = Palette.of(this);
		chart.setBackground(palette.get(Role.PANEL));
		chart.getPlotArea().setBackground(palette.get(Role.PANEL));
		for (IAxis axis : chart.getAxisSet().getAxes()) {
			axis.getTick().setForeground(palette.get(Role.MUTED));
			axis.getTick().setFont(Fonts.of(this).small());
			axis.getGrid().setForeground(palette.get(Role.LINE));
		}
		for (Line line : lines) {
			((ILineSeries<?>) chart.getSeriesSet().getSeries(line.name)).setLineColor(palette.get(line.ink));
		}
		chart.redraw();
	}

	void show(List<Slot> newSlots, Span span) {
		slots = newSlots;
		unit = span.unit();
		midnight = slots.isEmpty() ? Instant.EPOCH : slots.getFirst().at().atZone(ZoneId.systemDefault()).toLocalDate().atStartOfDay(ZoneId.systemDefault()).toInstant();
		chart.suspendUpdate(true);
		double[] at = slots.stream().mapToDouble(slot -> (double) Duration.between(midnight, slot.at()).toMillis() / unit.toMillis()).toArray();
		for (Line line : lines) {
			var series = chart.getSeriesSet().getSeries(line.name);
			series.setXSeries(at);
			series.setYSeries(slots.stream().mapToDouble(line.value).toArray());
		}
		if (at.length > 1) {
			times = new Range(at[0], at[at.length - 1]);
			chart.getAxisSet().getXAxis(0).setRange(times);
		}
		scale(0, line -> !line.own);
		if (lines.stream().anyMatch(Line::own)) {
			scale(chart.getAxisSet().getYAxisIds()[1], Line::own);
		}
		chart.suspendUpdate(false);
		chart.redraw();
	}

	private Instant at(double x) {
		return midnight.plusMillis(Math.round(x * unit.toMillis()));
	}

	/** Nothing is counted in halves; the chart's own sums end in 499.999… at times. */
	private String value(double y) {
		return Math.abs(y - Math.rint(y)) < 1e-6 * Math.max(1, Math.abs(y)) ? lines.getFirst().text.apply(Math.round(y)) : "";
	}

	private void scale(int axis, Function<Line, Boolean> of) {
		double most = slots.stream().flatMapToDouble(slot -> lines.stream().filter(of::apply).mapToDouble(line -> line.value.applyAsDouble(slot))).max().orElse(0);
		chart.getAxisSet().getYAxis(axis).setRange(new Range(0, Math.max(1, most * 1.12)));
	}

	private String under(int x) {
		if (slots.size() < 2) {
			return null;
		}
		double at = chart.getAxisSet().getXAxis(0).getDataCoordinate(x);
		int index = (int) Math.round((at - times.lower) / (times.upper - times.lower) * (slots.size() - 1));
		Slot slot = slots.get(Math.clamp(index, 0, slots.size() - 1));
		StringBuilder text = new StringBuilder(Figures.minute(slot.at()));
		lines.forEach(line -> text.append('\n').append(line.name).append("  ").append(line.text.apply(Math.round(line.value.applyAsDouble(slot)))));
		return text.toString();
	}
}
