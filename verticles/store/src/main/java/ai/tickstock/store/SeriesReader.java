package ai.tickstock.store;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads the newest of many series at once, for those who go on from there. */
public interface SeriesReader {
  /**
   * Indicator values at a bar.
   *
   * @param values by label: a value, or an object of outputs; null where there is none
   */
  record At(String symbol, Instant barStart, JsonObject values) {}

  /**
   * The newest values of each series up to a bar, in no order.
   *
   * @param upTo by symbol, the last bar wanted
   * @param labels the indicators wanted
   * @param bars of each series, at most
   */
  Future<List<At>> indicators(
      Timeframe timeframe, Map<String, Instant> upTo, Collection<String> labels, int bars);

  /** The newest bars of each series up to a bar, in no order. */
  Future<List<Bar>> bars(Timeframe timeframe, Map<String, Instant> upTo, int bars);
}
