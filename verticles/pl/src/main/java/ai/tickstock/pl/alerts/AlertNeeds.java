package ai.tickstock.pl.alerts;

import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.patterns.PatternOptions;
import ai.tickstock.store.write.AlertNeedsTable.Needs;
import ai.tickstock.wire.message.AlertSubscription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The latest word on each subscription, and all of them as one: the functions needed, each on its
 * timeframes. Not thread-safe.
 */
public final class AlertNeeds {
  /** Where a stage finds them in its configuration; no key of the file. */
  public static final String KEY = "needs";

  private final int maxFunctions;
  private final Map<String, Needs> bySubscription = new TreeMap<>();
  private final Map<String, Instant> changedAt = new HashMap<>();
  private List<String> refused = List.of();

  /**
   * @param maxFunctions distinct indicators and patterns that rules may ask for, all together
   */
  public AlertNeeds(int maxFunctions) {
    this.maxFunctions = maxFunctions;
  }

  /** Reads {@code alerts.maxFunctions} of the whole configuration, default 200. */
  public static AlertNeeds from(JsonObject config) {
    int most = config.getJsonObject("alerts", new JsonObject()).getInteger("maxFunctions", 200);
    if (most < 0) {
      throw new IllegalArgumentException("alerts.maxFunctions: expected 0 or more, was " + most);
    }
    return new AlertNeeds(most);
  }

  /** Takes what is stored. */
  public AlertNeeds with(Collection<Needs> stored) {
    stored.forEach(this::put);
    return this;
  }

  /** Takes a word on a subscription, unless a later one has come. */
  void put(Needs needs) {
    Instant before = changedAt.get(needs.subscriptionId());
    if (before != null && !needs.changedAt().isAfter(before)) {
      return;
    }
    changedAt.put(needs.subscriptionId(), needs.changedAt());
    if (needs.needs() == null) {
      bySubscription.remove(needs.subscriptionId());
    } else {
      bySubscription.put(needs.subscriptionId(), needs);
    }
  }

  /** A message as it is stored. */
  static Needs stored(AlertSubscription message) {
    boolean put = message.action() == AlertSubscription.Action.PUT;
    return new Needs(
        message.subscriptionId(),
        message.userId(),
        put ? message.json().getJsonObject("needs") : null,
        message.timestamp());
  }

  /** What cannot be computed of a message, for people; empty if all can. */
  static List<String> faults(AlertSubscription message) {
    List<String> faults = new ArrayList<>();
    for (String indicator : message.needs().indicators()) {
      try {
        IndicatorSpecs.one(indicator);
      } catch (IllegalArgumentException e) {
        faults.add("needs.indicators: " + e.getMessage());
      }
    }
    for (String pattern : message.needs().patterns()) {
      if (!PatternOptions.names().contains(pattern)) {
        faults.add("needs.patterns: " + PatternOptions.expected(pattern));
      }
    }
    return faults;
  }

  /** The functions that were too many when {@link #json} was asked last. */
  List<String> refused() {
    return refused;
  }

  /**
   * All of them as one: {@code {"indicators": [{"name", "timeframes"}], "patterns": [{"name",
   * "timeframes"}]}}, an indicator's name with its parameters. What cannot be computed is left out,
   * and what is more than may be: the first subscriptions by their ids come first, so that it is
   * the same after a restart.
   */
  public JsonObject json() {
    Map<String, Set<Timeframe>> indicators = new TreeMap<>();
    Map<String, Set<Timeframe>> patterns = new TreeMap<>();
    Map<String, String> texts = new HashMap<>();
    List<String> over = new ArrayList<>();
    for (Needs each : bySubscription.values()) {
      Set<Timeframe> timeframes = timeframes(each.needs());
      for (String text : texts(each.needs(), "indicators")) {
        String label = label(text);
        if (label != null) {
          texts.putIfAbsent(label, text);
          add(indicators, label, timeframes, indicators.size() + patterns.size(), over);
        }
      }
      for (String name : texts(each.needs(), "patterns")) {
        if (PatternOptions.names().contains(name)) {
          add(patterns, name, timeframes, indicators.size() + patterns.size(), over);
        }
      }
    }
    refused = over.stream().distinct().toList();
    JsonArray ofIndicators = new JsonArray();
    indicators.forEach((label, on) -> ofIndicators.add(need(texts.get(label), on)));
    JsonArray ofPatterns = new JsonArray();
    patterns.forEach((name, on) -> ofPatterns.add(need(name, on)));
    return new JsonObject().put("indicators", ofIndicators).put("patterns", ofPatterns);
  }

  private void add(
      Map<String, Set<Timeframe>> all,
      String name,
      Set<Timeframe> timeframes,
      int functions,
      List<String> over) {
    if (!all.containsKey(name) && functions >= maxFunctions) {
      over.add(name);
      return;
    }
    all.computeIfAbsent(name, any -> EnumSet.noneOf(Timeframe.class)).addAll(timeframes);
  }

  private static JsonObject need(String name, Set<Timeframe> on) {
    return new JsonObject()
        .put("name", name)
        .put("timeframes", new JsonArray(on.stream().map(Timeframe::label).toList()));
  }

  private static Set<Timeframe> timeframes(JsonObject needs) {
    Set<Timeframe> timeframes = EnumSet.noneOf(Timeframe.class);
    texts(needs, "timeframes").forEach(label -> timeframes.add(Timeframe.of(label)));
    return timeframes;
  }

  private static List<String> texts(JsonObject needs, String key) {
    return needs.getJsonArray(key).stream().map(String::valueOf).toList();
  }

  /** Null for what cannot be computed, which was said when it came. */
  private static String label(String text) {
    try {
      return IndicatorSpecs.one(text).label();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A configuration with needs beside it, for the stages. */
  public static JsonObject beside(JsonObject config, JsonObject needs) {
    return config.copy().put(KEY, needs);
  }
}
