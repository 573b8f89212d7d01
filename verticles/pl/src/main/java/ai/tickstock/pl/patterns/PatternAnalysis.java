package ai.tickstock.pl.patterns;

import ai.tickstock.analytics.chart.ChartPatternDetector;
import ai.tickstock.analytics.patterns.PatternDetector;
import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.analysis.Analysis;
import ai.tickstock.pl.analysis.Publication;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import ai.tickstock.store.write.AnalysisWriter.PatternRow;
import ai.tickstock.wire.EventWriter;
import ai.tickstock.wire.PatternFact;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Patterns as events and rows. What an amendment takes back is published again as it was, marked as
 * retracted. Not thread-safe.
 */
final class PatternAnalysis implements Analysis<PatternSeries, PatternRow> {
  private static final Logger LOG = LoggerFactory.getLogger(PatternAnalysis.class);
  private static final DateTimeFormatter BAR_TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final PatternOptions options;
  private final AnalysisWriter writer;
  private final Clock clock;
  private final Map<Timeframe, PatternDetector> candlesticks = new EnumMap<>(Timeframe.class);
  private final Map<Timeframe, ChartPatternDetector> charts = new EnumMap<>(Timeframe.class);
  private final EventWriter events = new EventWriter();

  PatternAnalysis(PatternOptions options, AnalysisWriter writer, Clock clock) {
    this.options = options;
    this.writer = writer;
    this.clock = clock;
    for (Timeframe timeframe : Timeframe.values()) {
      if (options.covers(timeframe)) {
        candlesticks.put(timeframe, options.candlesticks(timeframe));
        charts.put(timeframe, options.charts(timeframe));
      }
    }
  }

  @Override
  public String stage() {
    return PatternDetectionVerticle.STAGE;
  }

  @Override
  public String job() {
    return "Pattern detection";
  }

  @Override
  public String options() {
    return new TreeSet<>(options.enabled())
        + " "
        + new TreeSet<>(options.timeframes())
        + " "
        + options.minConfidence()
        + (options.needed().isEmpty() ? "" : " " + needed());
  }

  private Map<Timeframe, Set<String>> needed() {
    Map<Timeframe, Set<String>> ordered = new EnumMap<>(Timeframe.class);
    options.needed().forEach((timeframe, names) -> ordered.put(timeframe, new TreeSet<>(names)));
    return ordered;
  }

  @Override
  public boolean covers(Timeframe timeframe) {
    return options.covers(timeframe);
  }

  @Override
  public PatternSeries fresh(Timeframe timeframe) {
    return new PatternSeries(
        candlesticks.get(timeframe).fresh(),
        charts.get(timeframe).fresh(),
        options.minConfidence());
  }

  @Override
  public int warmUp(Timeframe timeframe) {
    return Math.max(candlesticks.get(timeframe).warmUpBars(), charts.get(timeframe).warmUpBars());
  }

  @Override
  public long reachesBackTo(Timeframe timeframe, long barStartMillis) {
    return barStartMillis;
  }

  @Override
  public void add(PatternSeries state, Bar bar) {
    state.add(bar);
  }

  @Override
  public void closed(PatternSeries state, BarChange change, Publication<PatternRow> publication) {
    for (PatternFact fact : state.newest()) {
      publish(fact, change.bar(), 0, false, publication);
    }
  }

  @Override
  public void revised(
      PatternSeries before,
      Bar old,
      PatternSeries after,
      Bar bar,
      long changeNo,
      Publication<PatternRow> publication) {
    for (PatternFact fact : after.newest()) {
      PatternFact was = old == null ? null : before.newest(fact.name());
      if (!fact.equals(was) || isShownOtherwise(old, bar)) {
        publish(fact, bar, changeNo, false, publication);
      }
    }
    if (old != null) {
      for (PatternFact fact : before.newest()) {
        if (after.newest(fact.name()) == null) {
          publish(fact, old, changeNo, true, publication);
        }
      }
    }
  }

  /** Whether the metadata of an event on this bar differs. */
  private static boolean isShownOtherwise(Bar old, Bar bar) {
    return old.close() != bar.close() || old.volume() != bar.volume();
  }

  private void publish(
      PatternFact fact,
      Bar bar,
      long revision,
      boolean retracted,
      Publication<PatternRow> publication) {
    long start = bar.start().toEpochMilli();
    long now = clock.millis();
    events.pattern(
        fact,
        bar.symbol(),
        bar.timeframe(),
        start,
        bar.close(),
        bar.volume(),
        retracted,
        revision,
        now);
    publication.event(events.bytes(), 0, events.length());
    String id = EventWriter.eventId(bar.symbol(), fact.name(), bar.timeframe(), start);
    publication.row(id, row(id, fact, bar, revision, retracted, now));
  }

  private static PatternRow row(
      String id, PatternFact fact, Bar bar, long revision, boolean retracted, long now) {
    JsonObject metadata =
        new JsonObject()
            .put("price", bar.close())
            .put("volume", bar.volume())
            .put("bar_timestamp", BAR_TIMESTAMP.format(bar.start()))
            .put("bar_time", bar.start().getEpochSecond());
    if (fact.warming()) {
      metadata.put("warming", true);
    }
    if (fact.shape() != null) {
      metadata.put("shape", fact.shape().json());
    }
    return new PatternRow(
        id,
        revision,
        fact.name(),
        bar.symbol(),
        bar.timeframe(),
        fact.confidence(),
        fact.direction().label(),
        Instant.ofEpochMilli(now),
        bar.start(),
        retracted,
        metadata);
  }

  @Override
  public void published(List<PatternRow> rows, boolean perSymbol) {
    if (perSymbol) {
      rows.forEach(row -> LOG.info(line(row), row.pattern(), row.symbol()));
    } else {
      if (LOG.isDebugEnabled()) {
        rows.forEach(row -> LOG.debug(line(row), row.pattern(), row.symbol()));
      }
      LOG.info("STREAMING: Published {} pattern events", rows.size());
    }
  }

  private static String line(PatternRow row) {
    return row.retracted()
        ? "STREAMING: Published pattern event: {} retracted for {}"
        : "STREAMING: Published pattern event: {} detected for {}";
  }

  @Override
  public Future<Void> commit(String ownerToken, List<PatternRow> rows, List<Cursor> cursors) {
    return writer.commitPatterns(stage(), ownerToken, rows, cursors);
  }
}
