package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.Sweep;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.pl.backtest.BacktestRequest;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values to try, as text: {@code stop_loss=0.02,0.05;exit_after_bars=5,10,20}. Names are those of a
 * job's parameters and rules, or {@code patterns}, of which {@code Hammer,Doji+Hammer} tries one,
 * then two together.
 */
public final class Grid {
  private static final String PATTERNS = "patterns";

  private Grid() {}

  /**
   * The values by name, in the order of the text; none for an empty one.
   *
   * @throws IllegalArgumentException that says what is wrong, or names the nearest valid names
   */
  public static Map<String, List<String>> of(String text) {
    Map<String, List<String>> grid = new LinkedHashMap<>();
    for (String part : text.split(";")) {
      if (!part.isBlank()) {
        add(grid, part);
      }
    }
    return grid;
  }

  private static void add(Map<String, List<String>> grid, String part) {
    int at = part.indexOf('=');
    if (at < 0) {
      throw new IllegalArgumentException(
          "--sweep: expected name=value,value;name=value, was " + part.strip());
    }
    String name = part.substring(0, at).strip();
    Set<String> names = new TreeSet<>(BacktestRequest.parameterNames());
    names.addAll(BacktestRequest.ruleNames());
    names.removeAll(Set.of("enter_when", "exit_when"));
    names.add(PATTERNS);
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "--sweep: " + name + ": no such setting; the nearest are " + Nearest.to(name, names));
    }
    List<String> values = new ArrayList<>();
    for (String value : part.substring(at + 1).split(",")) {
      if (!value.isBlank() && !values.contains(value.strip())) {
        values.add(value.strip());
      }
    }
    if (grid.put(name, values) != null) {
      throw new IllegalArgumentException(
          "--sweep: expected each name once, was " + name + " again");
    }
  }

  /**
   * The sweep of a job over a grid.
   *
   * @throws IllegalArgumentException naming the combination that is refused, and why
   */
  public static Sweep sweep(
      Map<String, List<String>> grid, JsonObject job, MarketCalendar calendar) {
    return Sweep.of(grid, values -> plan(job(job, values), calendar));
  }

  private static BacktestPlan plan(JsonObject job, MarketCalendar calendar) {
    try {
      return BacktestRequest.plan(BacktestJob.from(job), calendar);
    } catch (MessageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The job of a combination. */
  public static JsonObject job(JsonObject job, Map<String, String> values) {
    JsonObject its = job.copy();
    values.forEach(
        (name, value) -> {
          if (name.equals(PATTERNS)) {
            its.put(PATTERNS, new JsonArray(List.of(value.split("\\+"))));
          } else {
            boolean isRule = BacktestRequest.ruleNames().contains(name);
            its.getJsonObject(isRule ? "rules" : "parameters").put(name, typed(value));
          }
        });
    return its;
  }

  private static Object typed(String value) {
    if (value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value);
    }
    try {
      double number = Double.parseDouble(value);
      return number == (int) number ? (Object) (int) number : (Object) number;
    } catch (NumberFormatException text) {
      return value;
    }
  }
}
