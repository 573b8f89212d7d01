package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.AnalysisWriter.Cursor;
import ai.tickstock.store.write.AnalysisWriter.PatternRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A small analysis with one recursive value ({@code half} = half of the last one plus the close)
 * and one thing that holds or not ({@code rising}: a close above the last one).
 */
final class RisingAnalysis implements Analysis<RisingAnalysis.State, PatternRow> {
  static final String STAGE = "test";

  static final class State {
    double half;
    double close = Double.NaN;
    boolean rising;
  }

  private final AnalysisWriter writer;

  private final String only;

  /**
   * @param only what is to be published, "" for both
   */
  RisingAnalysis(AnalysisWriter writer, String only) {
    this.writer = writer;
    this.only = only;
  }

  @Override
  public String options() {
    return only;
  }

  @Override
  public String stage() {
    return STAGE;
  }

  @Override
  public String job() {
    return "Test";
  }

  @Override
  public boolean covers(Timeframe timeframe) {
    return timeframe != Timeframe.DAY_1;
  }

  @Override
  public State fresh(Timeframe timeframe) {
    return new State();
  }

  @Override
  public int warmUp(Timeframe timeframe) {
    return 50;
  }

  @Override
  public long reachesBackTo(Timeframe timeframe, long barStartMillis) {
    return barStartMillis;
  }

  @Override
  public void add(State state, Bar bar) {
    state.half = state.half / 2 + bar.close();
    state.rising = bar.close() > state.close;
    state.close = bar.close();
  }

  @Override
  public void closed(State state, BarChange change, Publication<PatternRow> publication) {
    publish("half", change.bar(), 0, state.half, false, publication);
    if (state.rising) {
      publish("rising", change.bar(), 0, state.close, false, publication);
    }
  }

  @Override
  public void revised(
      State before,
      Bar old,
      State after,
      Bar bar,
      long changeNo,
      Publication<PatternRow> publication) {
    if (old == null || before.half != after.half) {
      publish("half", bar, changeNo, after.half, false, publication);
    }
    boolean was = old != null && before.rising;
    if (after.rising && !(was && before.close == after.close)) {
      publish("rising", bar, changeNo, after.close, false, publication);
    } else if (was && !after.rising) {
      publish("rising", bar, changeNo, before.close, true, publication);
    }
  }

  private void publish(
      String what,
      Bar bar,
      long revision,
      double value,
      boolean retracted,
      Publication<PatternRow> publication) {
    if (!only.isEmpty() && !only.equals(what)) {
      return;
    }
    String id = id(what, bar);
    JsonObject event =
        new JsonObject()
            .put("event_id", id)
            .put("revision", revision)
            .put("value", value)
            .put("retracted", retracted);
    byte[] json = event.encode().getBytes(StandardCharsets.UTF_8);
    publication.event(json, 0, json.length);
    publication.row(
        id,
        new PatternRow(
            id,
            revision,
            what,
            bar.symbol(),
            bar.timeframe(),
            1,
            "bullish",
            Instant.EPOCH,
            bar.start(),
            retracted,
            event));
  }

  static String id(String what, Bar bar) {
    return bar.symbol()
        + "|"
        + what
        + "|"
        + bar.timeframe().label()
        + "|"
        + bar.start().getEpochSecond();
  }

  @Override
  public void published(List<PatternRow> rows, boolean perSymbol) {}

  @Override
  public Future<Void> commit(String ownerToken, List<PatternRow> rows, List<Cursor> cursors) {
    return writer.commitPatterns(STAGE, ownerToken, rows, cursors);
  }
}
