package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.chart.ChartPatterns;
import ai.tickstock.analytics.patterns.Patterns;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What is tested, as options of a command. They only fill in a job as App and every Redis client
 * write it; what its fields mean, and which are valid, is said in one place for all of them.
 */
public final class JobArguments {
  private static final String ALL = "ALL";
  private static final String ALL_CANDLES = "ALL-CANDLES";

  @Option(
      names = "--job",
      paramLabel = "FILE",
      description =
          "a job as JSON, or a result with its job in it, to run again; other options change it")
  private Path file;

  @Option(
      names = "--symbols",
      split = ",",
      paramLabel = "NAME",
      description = "with commas between; default: all there are")
  private List<String> symbols = List.of();

  @Option(
      names = "--patterns",
      split = ",",
      paramLabel = "NAME",
      description = {
        "that are the signals, with commas between; ALL, or ALL-CANDLES for all candlesticks",
        "'tickstock list-functions' shows them"
      })
  private List<String> patterns = List.of();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "first day, as 2020-01-31; bars before it warm up. Default: the first bar's")
  private LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "last day; default: the last bar's")
  private LocalDate to;

  @Option(
      names = "--timeframe",
      paramLabel = "T",
      description = "1min, 5min, 15min, 1hour or 1day; shorter bars of a file are folded into it")
  private String timeframe;

  @Mixin private RuleArguments rules = new RuleArguments();
  @Mixin private AccountArguments account = new AccountArguments();

  /**
   * The job as far as the options say it: no symbols or dates where none were named.
   *
   * @throws IllegalArgumentException that names the option
   * @throws IOException if there is a file of the job that cannot be read
   */
  public JsonObject job() throws IOException {
    JsonObject job = file == null ? new JsonObject() : read();
    if (!symbols.isEmpty()) {
      job.put("symbols", new JsonArray(trimmed(symbols)));
    }
    if (!patterns.isEmpty()) {
      job.put("patterns", new JsonArray(named()));
    }
    put(job, "start_date", from);
    put(job, "end_date", to);
    put(job, "timeframe", timeframe);
    job.put("parameters", account.over(job.getJsonObject("parameters", new JsonObject())));
    job.put("rules", rules.over(job.getJsonObject("rules", new JsonObject())));
    return job;
  }

  private JsonObject read() throws IOException {
    try {
      JsonObject json = new JsonObject(Files.readString(file));
      return json.getValue("job") instanceof JsonObject job ? job : json;
    } catch (DecodeException e) {
      throw new IllegalArgumentException(
          "--job: expected a file with a JSON object, was " + file + ": " + e.getMessage(), e);
    }
  }

  private static void put(JsonObject job, String name, Object value) {
    if (value != null) {
      job.put(name, value.toString());
    }
  }

  private static List<String> trimmed(List<String> names) {
    return names.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  private List<String> named() {
    Set<String> names = new LinkedHashSet<>();
    for (String name : trimmed(patterns)) {
      boolean isAll = name.equalsIgnoreCase(ALL);
      if (isAll || name.equalsIgnoreCase(ALL_CANDLES)) {
        names.addAll(Patterns.names());
        names.addAll(isAll ? ChartPatterns.names() : Set.of());
      } else {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  /**
   * A JSON object given as an option.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JsonObject object(String option, String text) {
    try {
      return text == null ? new JsonObject() : new JsonObject(text);
    } catch (DecodeException e) {
      throw new IllegalArgumentException(
          option + ": expected a JSON object such as {\"stop_loss\":0.05}, was " + text, e);
    }
  }
}
