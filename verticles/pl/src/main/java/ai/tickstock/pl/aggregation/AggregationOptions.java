package ai.tickstock.pl.aggregation;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Symbols;
import ai.tickstock.market.Timeframe;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How ticks become bars.
 *
 * @param instances aggregation verticles the partitions are divided among; default 2
 * @param latenessMillis how long a bar waits for stragglers after its end; default 250 ms
 * @param amendWindowMillis how late a live trade may amend its bar; default 15 minutes
 * @param commitMillis longest time between commits; default 1 s
 * @param commitTicks ticks of one instance after which it commits early; default 200,000
 * @param rollUps timeframes above a minute; default all
 * @param perSymbolLimit minute bars that close together, up to which each has its own line at INFO;
 *     default 50
 */
record AggregationOptions(
    int instances,
    long latenessMillis,
    long amendWindowMillis,
    long commitMillis,
    int commitTicks,
    Set<Timeframe> rollUps,
    int perSymbolLimit,
    MarketCalendar calendar) {

  AggregationOptions {
    within("aggregation.instances", instances, 1, Symbols.PARTITIONS);
    within("aggregation.lateness", latenessMillis, 0, 3_600_000);
    within("aggregation.amendWindow", amendWindowMillis / 1000, 0, 31_536_000);
    within("aggregation.commitMillis", commitMillis, 10, 60_000);
    within("aggregation.commitTicks", commitTicks, 1_000, 10_000_000);
    rollUps = Set.copyOf(rollUps);
  }

  static AggregationOptions from(JsonObject config) {
    JsonObject own = config.getJsonObject("aggregation", new JsonObject());
    JsonObject logging = config.getJsonObject("logging", new JsonObject());
    JsonArray rollUps = own.getJsonArray("rollUps", JsonArray.of("5min", "15min", "1hour", "1day"));
    return new AggregationOptions(
        own.getInteger("instances", 2),
        own.getLong("lateness", 250L),
        own.getLong("amendWindow", 900L) * 1000,
        own.getLong("commitMillis", 1_000L),
        own.getInteger("commitTicks", 200_000),
        rollUps.stream().map(label -> Timeframe.of(label.toString())).collect(Collectors.toSet()),
        logging.getInteger("perSymbolLimit", 50),
        MarketCalendars.from(config));
  }

  static void within(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          key + ": expected " + least + " to " + most + ", was " + value);
    }
  }
}
