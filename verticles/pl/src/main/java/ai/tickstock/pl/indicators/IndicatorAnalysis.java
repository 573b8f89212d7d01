package ai.tickstock.pl.indicators;

import ai.tickstock.analytics.indicators.IndicatorOutput;
import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.Bar;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.Analysis;
import ai.tickstock.pl.analysis.Publication;
import ai.tickstock.pl.indicators.IndicatorOptions.Wanted;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import ai.tickstock.store.write.AnalysisWriter.IndicatorRow;
import ai.tickstock.store.write.AnalysisWriter.SavedState;
import ai.tickstock.wire.EventWriter;
import ai.tickstock.wire.EventWriter.IndicatorTraits;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<Timeframe, Plan> plans = new EnumMap<>(Timeframe.class);
  private final EventWriter events = new EventWriter();

  /** What is computed on bars of one timeframe. */
  private static final class Plan {
    final IndicatorSet prototype;
    final IndicatorTraits[] traits;
    final boolean[] published;
    final double[][] outputs;
    final boolean remembers;

    Plan(List<Wanted> wanted, MarketCalendar calendar) {
      List<IndicatorSpec> specs = wanted.stream().map(Wanted::spec).toList();
      prototype = new IndicatorSet(specs, calendar);
      remembers = IndicatorSet.isCumulative(specs);
      traits = specs.stream().map(IndicatorAnalysis::traits).toArray(IndicatorTraits[]::new);
      published = new boolean[traits.length];
      outputs = new double[traits.length][];
      for (int i = 0; i < traits.length; i++) {
        published[i] = wanted.get(i).published();
        outputs[i] = new double[traits[i].outputs().length];
      }
    }
  }

  IndicatorAnalysis(IndicatorOptions options, AnalysisWriter writer, Clock clock) {
    this.options = options;
    this.writer = writer;
    this.clock = clock;
    for (Timeframe timeframe : Timeframe.values()) {
      List<Wanted> wanted = options.on(timeframe);
      if (!wanted.isEmpty()) {
        plans.put(timeframe, new Plan(wanted, options.calendar()));
      }
    }
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
    StringBuilder text = new StringBuilder();
    for (Wanted wanted : options.enabled()) {
      text.append(wanted.spec().label()).append(new TreeSet<>(wanted.timeframes()));
      text.append(wanted.published() ? " " : " stored only ");
    }
    return text.toString();
  }

  @Override
  public boolean covers(Timeframe timeframe) {
    return plans.containsKey(timeframe);
  }

  @Override
  public IndicatorSet fresh(Timeframe timeframe) {
    return plans.get(timeframe).prototype.fresh();
  }

  @Override
  public int warmUp(Timeframe timeframe) {
    return Math.max(1, plans.get(timeframe).prototype.warmUpBars());
  }

  @Override
  public long reachesBackTo(Timeframe timeframe, long barStartMillis) {
    return plans.get(timeframe).prototype.sessionAnchored()
        ? options.calendar().daySpan(barStartMillis).startMillis()
        : barStartMillis;
  }

  @Override
  public boolean remembers(Timeframe timeframe) {
    return plans.get(timeframe).remembers;
  }

  @Override
  public Future<List<SavedState>> newestSaved(Timeframe timeframe, Set<String> symbols) {
    return writer.newestStates(timeframe, symbols);
  }

  @Override
  public Future<SavedState> savedBefore(String symbol, Timeframe timeframe, Instant before) {
    return writer.stateBefore(symbol, timeframe, before);
  }

  @Override
  public void resume(IndicatorSet state, SavedState saved) {
    for (int i = 0; i < state.size(); i++) {
      JsonArray numbers = saved.states().getJsonArray(state.spec(i).label());
      if (numbers != null && state.isCumulative(i)) {
        state.resume(
            i, numbers.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray());
      }
    }
  }

  @Override
  public void add(IndicatorSet state, Bar bar) {
    state.add(bar);
  }

  @Override
  public void closed(IndicatorSet state, BarChange change, Publication<IndicatorRow> publication) {
    long now = clock.millis();
    Plan plan = plans.get(change.bar().timeframe());
    for (int i = 0; i < plan.traits.length; i++) {
      if (state.isReady(i) && plan.published[i]) {
        publish(plan, i, state, change.bar(), 0, now, publication);
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
    Plan plan = plans.get(bar.timeframe());
    boolean changed = plan.remembers;
    for (int i = 0; i < plan.traits.length; i++) {
      if (after.isReady(i) && (old == null || differs(plan.outputs[i].length, i, before, after))) {
        changed = true;
        if (plan.published[i]) {
          publish(plan, i, after, bar, changeNo, now, publication);
        }
      }
    }
    if (changed && options.keepsHistory()) {
      keep(after, bar, changeNo, publication);
    }
  }

  private static boolean differs(int outputs, int index, IndicatorSet before, IndicatorSet after) {
    if (!before.isReady(index)) {
      return true;
    }
    for (int output = 0; output < outputs; output++) {
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
      Plan plan,
      int index,
      IndicatorSet state,
      Bar bar,
      long revision,
      long now,
      Publication<IndicatorRow> publication) {
    double[] values = plan.outputs[index];
    for (int output = 0; output < values.length; output++) {
      values[output] = state.value(index, output);
    }
    events.indicator(
        plan.traits[index],
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
    Plan plan = plans.get(bar.timeframe());
    JsonObject values = new JsonObject();
    JsonObject states = plan.remembers ? new JsonObject() : null;
    for (int i = 0; i < plan.traits.length; i++) {
      if (state.isReady(i)) {
        values.put(plan.traits[i].label(), latest(plan.traits[i].outputs(), i, state));
        if (state.isCumulative(i)) {
          states.put(plan.traits[i].label(), numbers(state.state(i)));
        }
      }
    }
    String series = bar.symbol() + '|' + bar.timeframe().label();
    publication.row(
        options.keepsHistory() ? series + '|' + bar.start().getEpochSecond() : series,
        new IndicatorRow(bar.symbol(), bar.timeframe(), bar.start(), changeNo, values, states));
  }

  private static JsonArray numbers(double[] state) {
    JsonArray numbers = new JsonArray();
    for (double number : state) {
      numbers.add(number);
    }
    return numbers;
  }

  private static Object latest(String[] names, int index, IndicatorSet state) {
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
