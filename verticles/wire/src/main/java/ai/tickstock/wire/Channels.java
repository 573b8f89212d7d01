package ai.tickstock.wire;

import java.net.URL;
import java.util.List;

/**
 * Every channel the two halves and the world share, by its public name. One that is not here does
 * not exist.
 */
public final class Channels {
  /** All of it written down for every language: channels, messages, examples; AsyncAPI 3, YAML. */
  public static final URL CONTRACT = Channels.class.getResource("asyncapi.yaml");

  /** App to PL, with a log: each trade as it happens. */
  public static final String TICKS = "tickstock:market:ticks";

  /** PL to App, with a log: bars that closed or were amended. */
  public static final String BARS = "tickstock.events.bars";

  /** PL to App, plain: the bars being built, in batches, at most two a second of a symbol. */
  public static final String BARS_FORMING = "tickstock.events.bars.forming";

  /** PL to App, with a log: patterns detected, revised and retracted. */
  public static final String PATTERNS = "tickstock.events.patterns";

  /** PL to App, with a log: indicator values. */
  public static final String INDICATORS = "tickstock.events.indicators";

  /** PL to App, with a log: how far a backtest is. */
  public static final String BACKTEST_PROGRESS = "tickstock.events.backtesting.progress";

  /** PL to App, with a log: how a backtest ended. */
  public static final String BACKTEST_RESULTS = "tickstock.events.backtesting.results";

  /** App to PL, with a log: backtests to run. */
  public static final String JOBS_BACKTEST = "tickstock.jobs.backtest";

  /** App to PL, with a log: what users' alerts need to be computed. */
  public static final String JOBS_ALERTS = "tickstock.jobs.alerts";

  /** App to PL, with a log: commands such as cancelling a job. */
  public static final String JOBS_SYSTEM = "tickstock.jobs.system";

  /** Both halves to all, plain, every ten seconds. */
  public static final String HEALTH = "tickstock.events.system.health";

  /** All to all, plain: what went wrong, with a sample. */
  public static final String ERRORS = "tickstock:errors";

  /** The channels with a log that PL writes and App reads. */
  public static final List<String> EVENT_LOGS =
      List.of(BARS, PATTERNS, INDICATORS, BACKTEST_PROGRESS, BACKTEST_RESULTS);

  /** Those of them that users' rules are matched against. */
  public static final List<String> MATCHED = List.of(BARS, PATTERNS, INDICATORS);

  /** The channels with a log that App writes and PL reads, but for the ticks. */
  public static final List<String> JOB_LOGS = List.of(JOBS_BACKTEST, JOBS_ALERTS, JOBS_SYSTEM);

  /** The channels without a log: at most once. */
  public static final List<String> PLAIN = List.of(BARS_FORMING, HEALTH, ERRORS);

  private Channels() {}

  /** The stream that keeps an offline user's messages; it lives seven days. */
  public static String userMessages(String userId) {
    return "user_messages:" + userId;
  }

  /** The hash that holds a job's state; it lives 24 hours. */
  public static String job(String jobId) {
    return "job:" + jobId;
  }
}
