package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.backtest.Metric;
import ai.tickstock.analytics.backtest.Sweep;
import ai.tickstock.analytics.backtest.WalkForward;
import ai.tickstock.market.MarketCalendar;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;

/**
 * How a walk forward is made, as text: {@code train=2y,test=6m,metric=sharpe,anchored=true}; the
 * last two may be left out.
 *
 * @param train the time to choose in
 * @param test the time after it to be judged by
 * @param anchored whether all samples begin with the first
 */
public record Walk(Period train, Period test, Metric metric, boolean anchored) {
  private static final List<String> NAMES = List.of("train", "test", "metric", "anchored");

  /**
   * Reads it.
   *
   * @param usual the metric where none is said
   * @throws IllegalArgumentException that says what is wrong
   */
  public static Walk of(String text, Metric usual) {
    Period train = null;
    Period test = null;
    Metric metric = usual;
    boolean anchored = false;
    for (String part : text.split(",")) {
      String[] pair = part.strip().split("=", 2);
      String value = pair.length < 2 ? "" : pair[1].strip();
      switch (pair[0].strip()) {
        case "train" -> train = period(value);
        case "test" -> test = period(value);
        case "metric" -> metric = metric("--walk-forward", value);
        case "anchored" -> anchored = Boolean.parseBoolean(value);
        default ->
            throw new IllegalArgumentException(
                "--walk-forward: "
                    + pair[0]
                    + ": no such setting; the nearest are "
                    + Nearest.to(pair[0], NAMES));
      }
    }
    if (train == null || test == null) {
      throw new IllegalArgumentException(
          "--walk-forward: expected train and test, as train=2y,test=6m, was " + text);
    }
    return new Walk(train, test, metric, anchored);
  }

  /**
   * A metric by name.
   *
   * @throws IllegalArgumentException naming the option and the nearest valid names
   */
  public static Metric metric(String option, String name) {
    try {
      return Metric.of(name.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  private static Period period(String text) {
    try {
      return Period.parse("P" + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--walk-forward: expected a time such as 2y, 6m, 8w or 90d, was " + text, e);
    }
  }

  /** The walk of a sweep over a job's days. */
  public WalkForward over(Sweep sweep, JsonObject job, MarketCalendar calendar) {
    return new WalkForward(
        sweep,
        WalkForward.windows(
            LocalDate.parse(job.getString("start_date")),
            LocalDate.parse(job.getString("end_date")),
            train,
            test,
            anchored,
            calendar),
        metric);
  }

  /** It as JSON, for the result. */
  public JsonObject json() {
    return new JsonObject()
        .put("train", train.toString())
        .put("test", test.toString())
        .put("metric", metric.label())
        .put("anchored", anchored);
  }
}
