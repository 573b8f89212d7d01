package ai.tickstock.launcher.doctor;

import static ai.tickstock.launcher.doctor.Phase.BARS;

import ai.tickstock.market.Bar;
import ai.tickstock.store.write.ProbeTables.Stored;
import java.time.Instant;
import java.util.List;

/** Judges whether the probe's ticks became its bar. Pure. */
final class BarChecks {
  private static final String FIRST = "first bar";
  private static final String NO_BARS = "ticks but no bars";

  private BarChecks() {}

  /** The bar before its minute is over. */
  static Finding notDue(long endMillis, long nowMillis) {
    return Finding.waiting(
        BARS,
        FIRST,
        String.format(
            "expected, waiting: its minute ends in %d s", (endMillis - nowMillis + 999) / 1_000),
        "none before the minute's end");
  }

  /** A database PL has never written into, or one that does not answer any more. */
  static Finding unreadable(String why) {
    return Finding.failed(
        BARS,
        FIRST,
        "the bars cannot be read: " + why,
        "the probe's bar in ohlcv_bars_1min",
        "let PL run over this database (it makes the tables), or give this command PL's postgres.url",
        NO_BARS);
  }

  /**
   * @param bar what the ticks make
   * @param before what was stored when the ticks were sent
   * @param now and when the bar is due
   * @param announced {@code bar_closed} events of it
   * @param halves what the halves say of themselves
   */
  static List<Finding> of(Bar bar, Stored before, Stored now, int announced, Halves halves) {
    if (now.bars() == 0) {
      return List.of(missing(bar, before, now, halves));
    }
    return List.of(first(bar, now), aligned(now), once(now, announced));
  }

  private static Finding missing(Bar bar, Stored before, Stored now, Halves halves) {
    boolean clockMoves = now.watermarkMillis() > before.watermarkMillis();
    if (clockMoves && now.watermarkMillis() < bar.start().toEpochMilli()) {
      return Finding.waiting(
          BARS,
          FIRST,
          "the feed's clock is at "
              + Instant.ofEpochMilli(now.watermarkMillis())
              + ": a replay or the past is being published",
          "no bar of now before that is over");
    }
    return Finding.failed(
        BARS,
        FIRST,
        "none in ohlcv_bars_1min",
        "that of " + bar.start(),
        "PL reads ticks and stores no bars"
            + halves.trouble("pl")
            + ": see its log for StreamingPersistenceManager error, and PostgreSQL's",
        NO_BARS);
  }

  private static Finding first(Bar bar, Stored now) {
    List<Double> wanted = List.of(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    return now.prices().equals(wanted)
        ? Finding.ok(BARS, FIRST, shown(now.prices()), "its five ticks, exactly")
        : Finding.failed(
            BARS,
            FIRST,
            shown(now.prices()),
            shown(wanted),
            "does somebody else publish this symbol? If not, keep both logs and report it",
            "a bar is not its ticks");
  }

  private static String shown(List<Double> prices) {
    return String.format(
        "O %s H %s L %s C %s, volume %s",
        prices.get(0), prices.get(1), prices.get(2), prices.get(3), prices.get(4));
  }

  private static Finding aligned(Stored now) {
    String check = "minute-aligned";
    String measured = now.bars() - now.offMinute() + " of " + now.bars();
    return now.offMinute() == 0
        ? Finding.ok(BARS, check, measured, "all")
        : Finding.failed(
            BARS, check, measured, "all", "keep PL's log and report it", "bars off the minute");
  }

  private static Finding once(Stored now, int announced) {
    String check = "none twice";
    String measured =
        now.bars() + " stored for " + now.minutes() + " minute, announced " + announced + " times";
    return now.bars() == now.minutes() && announced <= 1
        ? Finding.ok(BARS, check, measured, "one a minute")
        : Finding.failed(
            BARS,
            check,
            measured,
            "one a minute",
            "do two PL run over different databases? Let each have a Redis of its own",
            "bars come twice");
  }
}
