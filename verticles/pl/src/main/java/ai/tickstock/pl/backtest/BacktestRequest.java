package ai.tickstock.pl.backtest;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.Costs;
import ai.tickstock.analytics.backtest.Exits;
import ai.tickstock.analytics.backtest.FillModel;
import ai.tickstock.analytics.backtest.Sizing;
import ai.tickstock.analytics.backtest.Strategy;
import ai.tickstock.analytics.rules.Condition;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.wire.message.BacktestJob;
import ai.tickstock.wire.message.Fields;
import ai.tickstock.wire.message.MessageException;
import ai.tickstock.wire.message.Texts;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a job's {@code parameters} and {@code rules} mean: the only place that knows their keys and
 * defaults.
 */
public final class BacktestRequest {
  /** Held so long where a job says nothing of when to leave. */
  static final int USUAL_BARS = 10;

  private static final double USUAL_CAPITAL = 100_000;
  private static final double USUAL_SIZE = 0.1;
  private static final int USUAL_POSITIONS = 1_000;

  private static final Set<String> PARAMETERS =
      keys(
          "initial_capital, position_size, sizing, lot, max_positions, min_confidence, direction,"
              + " fill, commission_per_trade, commission_per_share, commission_rate, slippage,"
              + " spread, risk_free_rate");
  private static final Set<String> RULES =
      keys(
          "enter_when, exit_when, opposite_signal, exit_after_bars, stop_loss, stop_loss_atr,"
              + " take_profit, take_profit_atr, trailing_stop, pattern_levels, end_of_session");

  private BacktestRequest() {}

  private static Set<String> keys(String names) {
    return new LinkedHashSet<>(List.of(names.split(", ?")));
  }

  /** The names a job's {@code parameters} may have. */
  public static Set<String> parameterNames() {
    return Collections.unmodifiableSet(PARAMETERS);
  }

  /** The names a job's {@code rules} may have. */
  public static Set<String> ruleNames() {
    return Collections.unmodifiableSet(RULES);
  }

  /**
   * The plan of a job.
   *
   * @throws MessageException that names the field, what was there and what is expected
   */
  public static BacktestPlan plan(BacktestJob job, MarketCalendar calendar) {
    JsonObject whole =
        new JsonObject().put("parameters", job.parameters()).put("rules", job.rules());
    Fields parameters = known(new Fields(whole).inside("parameters"), "parameters", PARAMETERS);
    Fields rules = known(new Fields(whole).inside("rules"), "rules", RULES);
    try {
      return new BacktestPlan(
          strategy(job, parameters, rules),
          exits(rules),
          sizing(parameters),
          costs(parameters),
          FillModel.valueOf(
              text(
                      parameters,
                      "fill",
                      FillModel.NEXT_OPEN.label(),
                      "next_open",
                      "next_close",
                      "same_close")
                  .toUpperCase(Locale.ROOT)),
          number(parameters, "initial_capital", USUAL_CAPITAL),
          number(parameters, "risk_free_rate", 0),
          job.timeframe(),
          calendar.daySpan(job.startDate()).startMillis(),
          calendar.daySpan(job.endDate()).endMillis(),
          calendar);
    } catch (MessageException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new MessageException(e.getMessage());
    }
  }

  private static Fields known(Fields fields, String where, Set<String> names) {
    for (String name : fields.names()) {
      if (!names.contains(name)) {
        throw new MessageException(
            where
                + "."
                + Texts.name(name)
                + ": no such setting; the nearest are "
                + Nearest.to(name, names));
      }
    }
    return fields;
  }

  private static Strategy strategy(BacktestJob job, Fields parameters, Fields rules) {
    String direction = text(parameters, "direction", "long", "long", "short", "both");
    return new Strategy(
        new LinkedHashSet<>(job.patterns()),
        number(parameters, "min_confidence", 0),
        conditions(rules, "enter_when"),
        Strategy.Allowed.valueOf(direction.toUpperCase(Locale.ROOT)));
  }

  private static List<Condition> conditions(Fields rules, String name) {
    List<Condition> conditions = new ArrayList<>();
    if (rules.has(name)) {
      for (String text : rules.names(name, 0)) {
        try {
          conditions.add(Condition.of(text));
        } catch (IllegalArgumentException e) {
          throw new MessageException("rules." + name + ": " + e.getMessage());
        }
      }
    }
    return conditions;
  }

  private static Exits exits(Fields rules) {
    boolean isAnySaid = rules.names().stream().anyMatch(name -> !name.equals("enter_when"));
    return new Exits(
        !rules.has("opposite_signal") || rules.flag("opposite_signal"),
        rules.has("exit_after_bars")
            ? (int) Math.min(Integer.MAX_VALUE, rules.count("exit_after_bars", 0))
            : isAnySaid ? 0 : USUAL_BARS,
        number(rules, "stop_loss", 0),
        number(rules, "stop_loss_atr", 0),
        number(rules, "take_profit", 0),
        number(rules, "take_profit_atr", 0),
        number(rules, "trailing_stop", 0),
        rules.has("pattern_levels") && rules.flag("pattern_levels"),
        rules.has("end_of_session") && rules.flag("end_of_session"),
        conditions(rules, "exit_when"));
  }

  private static Sizing sizing(Fields parameters) {
    Sizing.Kind kind =
        Sizing.Kind.valueOf(
            text(parameters, "sizing", "fraction", "fraction", "cash", "risk")
                .toUpperCase(Locale.ROOT));
    return new Sizing(
        kind,
        number(parameters, "position_size", USUAL_SIZE),
        number(parameters, "lot", 1),
        parameters.has("max_positions")
            ? (int) Math.min(Integer.MAX_VALUE, parameters.count("max_positions", 1))
            : USUAL_POSITIONS);
  }

  private static Costs costs(Fields parameters) {
    return new Costs(
        number(parameters, "commission_per_trade", 0),
        number(parameters, "commission_per_share", 0),
        number(parameters, "commission_rate", 0),
        number(parameters, "slippage", 0),
        number(parameters, "spread", 0));
  }

  private static double number(Fields fields, String name, double usual) {
    return fields.has(name) ? fields.number(name) : usual;
  }

  private static String text(Fields fields, String name, String usual, String... choices) {
    return fields.has(name) ? fields.oneOf(name, choices) : usual;
  }
}
