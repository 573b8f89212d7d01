package ai.tickstock.store.write;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Symbols;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Refuses what must never reach a table, by name, before anything is sent. */
final class CommitCheck {
  private static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  private CommitCheck() {}

  /**
   * Looks the whole commit through.
   *
   * @throws IllegalArgumentException naming the bar, the field and its value
   */
  static void check(BarCommit commit) {
    Set<Integer> partitions = new HashSet<>();
    for (PartitionState state : commit.partitions()) {
      if (!partitions.add(state.partition())) {
        throw new IllegalArgumentException("partition " + state.partition() + " is there twice");
      }
    }
    for (BarPart part : commit.parts()) {
      check(part, partitions);
    }
    for (BarCommit.RollUp rollUp : commit.recompute()) {
      String name = rollUp.symbol() + " " + rollUp.timeframe().label();
      partition(name, rollUp.symbol(), partitions);
      time(name, "start", rollUp.startMillis());
      time(name, "end", rollUp.endMillis());
    }
  }

  private static void check(BarPart part, Set<Integer> partitions) {
    String name = part.symbol() + " " + part.timeframe().label() + " " + part.startMillis();
    partition(name, part.symbol(), partitions);
    time(name, "start", part.startMillis());
    price(name, "open", part.open());
    price(name, "high", part.high());
    price(name, "low", part.low());
    price(name, "close", part.close());
    if (part.low() > part.high()) {
      throw new IllegalArgumentException(
          name + ": low " + part.low() + " is above high " + part.high());
    }
    amount(name, "volume", part.volume());
    amount(name, "turnover", part.turnover());
    amount(name, "trades", part.trades());
  }

  private static void partition(String name, String symbol, Set<Integer> partitions) {
    if (!partitions.contains(Symbols.partition(symbol))) {
      throw new IllegalArgumentException(
          name + ": its partition " + Symbols.partition(symbol) + " is not part of the commit");
    }
  }

  private static void time(String name, String field, long millis) {
    if (millis < EARLIEST || millis >= LATEST) {
      throw new IllegalArgumentException(
          name + ": " + field + ": expected Unix milliseconds from 1900 to 2199, was " + millis);
    }
  }

  private static void price(String name, String field, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": " + field + ": expected a finite positive number, was " + value);
    }
  }

  private static void amount(String name, String field, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": " + field + ": expected a finite number not below 0, was " + value);
    }
  }
}
