package ai.tickstock.pl.indicators;

import ai.tickstock.analytics.indicators.IndicatorOutput;
import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.Analysis;
import ai.tickstock.pl.analysis.Publication;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import ai.tickstock.store.write.AnalysisWriter.IndicatorRow;
import ai.tickstock.wire.EventWriter;
import ai.tickstock.wire.EventWriter.IndicatorTraits;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;

/**
 * Indicator values as events, and the latest ones as rows. An amendment publishes the values that
 * it changed by more than 1e-12 of their size. Not thread-safe.
 */
final class IndicatorAnalysis implements Analysis<IndicatorSet, IndicatorRow> {
  /**
   * Values that differ by no more, relatively, are the same: what is left of an amendment in a
   * recursive mean, or of another order of summing up. Two digits below the 1e-10 promised, so that
   * a hundred amendments that are not worth telling may meet in one value.
   */
  private static final double SAME = 1e-12;

  private final IndicatorOptions options;
  private final AnalysisWriter writer;
  private final Clock clock;
  private final IndicatorTraits[] traits;
  private final double[][] outputs;
  private final IndicatorSet prototype;
  private final EventWriter events = new EventWriter();

  IndicatorAnalysis(IndicatorOptions options, AnalysisWriter writer, Clock clock) {
    this.options = options;
    this.writer = writer;
    this.clock = clock;
    traits =
        options.enabled().stream().map(IndicatorAnalysis::traits).toArray(IndicatorTraits[]::new);
    outputs = new double[traits.length][];
    for (int i = 0; i < traits.length; i++) {
      outputs[i] = new double[traits[i].outputs().length];
    }
    prototype = new IndicatorSet(options.enabled(), options.calendar());
  }

  private static IndicatorTraits traits(IndicatorSpec spec) {
    return new IndicatorTraits(
        spec.label(),
        spec.name(),
        spec.definition().outputs().stream().map(IndicatorOutput::name).toArray(String[]::new),
        spec.metadata().keySet().toArray(String[]::new),
        spec.metadata().values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public String stage() {
    return IndicatorVerticle.STAGE;
  }

  @Override
  public String job() {
    return "Indicator calculation";
  }

  @Override
  public String options() {
    return options.enabled().stream().map(IndicatorSpec::label).toList()
        + " "
        + new TreeSet<>(options.timeframes());
  }

  @Override
  public boolean covers(Timeframe timeframe) {
    return options.timeframes().contains(timeframe);
  }

  @Override
  public IndicatorSet fresh(Timeframe timeframe) {
    return prototype.fresh();
  }

  @Override
  public int warmUp(Timeframe timeframe) {
    return Math.max(1, prototype.warmUpBars());
  }

  @Override
  public long reachesBackTo(Timeframe timeframe, long barStartMillis) {
    return prototype.sessionAnchored()
        ? options.calendar().daySpan(barStartMillis).startMillis()
        : barStartMillis;
  }

  @Override
  public void add(IndicatorSet state, Bar bar) {
    state.add(bar);
  }

  @Override
  public void closed(IndicatorSet state, BarChange change, Publication<IndicatorRow> publication) {
    long now = clock.millis();
    for (int i = 0; i < traits.length; i++) {
      if (state.isReady(i)) {
        publish(i, state, change.bar(), 0, now, publication);
      }
    }
  }

  @Override
  public void revised(
      IndicatorSet before,
      Bar old,
      IndicatorSet after,
      Bar bar,
      long changeNo,
      Publication<IndicatorRow> publication) {
    long now = clock.millis();
    boolean published = false;
    for (int i = 0; i < traits.length; i++) {
      if (after.isReady(i) && (old == null || differs(i, before, after))) {
        publish(i, after, bar, changeNo, now, publication);
        published = true;
      }
    }
    if (published && options.keepsHistory()) {
      keep(after, bar, changeNo, publication);
    }
  }

  private boolean differs(int index, IndicatorSet before, IndicatorSet after) {
    if (!before.isReady(index)) {
      return true;
    }
    for (int output = 0; output < outputs[index].length; output++) {
      if (differ(before.value(index, output), after.value(index, output))) {
        return true;
      }
    }
    return false;
  }

  private static boolean differ(double one, double other) {
    double most = SAME * Math.max(Math.abs(one), Math.abs(other));
    return Double.compare(one, other) != 0 && !(Math.abs(one - other) <= most);
  }

  private void publish(
      int index,
      IndicatorSet state,
      Bar bar,
      long revision,
      long now,
      Publication<IndicatorRow> publication) {
    double[] values = outputs[index];
    for (int output = 0; output < values.length; output++) {
      values[output] = state.value(index, output);
    }
    events.indicator(
        traits[index],
        bar.symbol(),
        bar.timeframe(),
        bar.start().toEpochMilli(),
        values,
        revision,
        now);
    publication.event(events.bytes(), 0, events.length());
  }

  @Override
  public void settled(
      IndicatorSet state, Bar newest, long changeNo, Publication<IndicatorRow> publication) {
    keep(state, newest, changeNo, publication);
  }

  /** The values at a bar; without history only the newest of a series matter. */
  private void keep(
      IndicatorSet state, Bar bar, long changeNo, Publication<IndicatorRow> publication) {
    JsonObject values = new JsonObject();
    for (int i = 0; i < traits.length; i++) {
      if (state.isReady(i)) {
        values.put(traits[i].label(), latest(i, state));
      }
    }
    String series = bar.symbol() + '|' + bar.timeframe().label();
    publication.row(
        options.keepsHistory() ? series + '|' + bar.start().getEpochSecond() : series,
        new IndicatorRow(bar.symbol(), bar.timeframe(), bar.start(), changeNo, values));
  }

  private Object latest(int index, IndicatorSet state) {
    String[] names = traits[index].outputs();
    if (names.length == 1) {
      return finite(state.value(index, 0));
    }
    JsonObject all = new JsonObject();
    for (int output = 0; output < names.length; output++) {
      all.put(names[output], finite(state.value(index, output)));
    }
    return all;
  }

  /** JSON knows no infinity. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  @Override
  public void published(List<IndicatorRow> rows, boolean perSymbol) {
    // The triggered job has its line; a line per value would say no more.
  }

  @Override
  public Future<Void> commit(String ownerToken, List<IndicatorRow> rows, List<Cursor> cursors) {
    return writer.commitIndicators(stage(), ownerToken, rows, options.keepsHistory(), cursors);
  }
}
