package ai.tickstock.launcher.doctor;

import static ai.tickstock.launcher.doctor.Answers.reason;

import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Symbols;
import ai.tickstock.pl.patterns.PatternOptions;
import ai.tickstock.store.Database;
import ai.tickstock.store.write.ProbeTables;
import ai.tickstock.store.write.ProbeTables.Stored;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.MarketCalendars;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One walk through the phases with a probe of its own. Its methods block. */
public final class Examination {
  private static final int CONNECTIONS = 2;

  /** More than a reconnection of PL's takes, or a lease. */
  private static final Duration SETTLED = Duration.ofSeconds(6);

  /** A walk that is cut short must end soon. */
  private static final Duration CLEANED = Duration.ofSeconds(5);

  /** The halves speak every ten seconds. */
  private static final Duration HEARD = Duration.ofSeconds(12);

  private final Vertx vertx;
  private final JsonObject config;
  private final Access access;
  private final Patience patience;
  private final Answers answers;
  private final Consumer<Finding> shown;
  private final String probe = Symbols.probe(ThreadLocalRandom.current().nextInt(Symbols.PROBES));
  private final Report report = new Report(probe);
  private final Outside outside;
  private final Database database;
  private final ProbeTables tables;
  private final Ear ear;
  private final Browser browser;
  private final Set<String> expected = new TreeSet<>();
  private ProbeTicks ticks;
  private Stored before;
  private Halves beforeBar = Halves.SILENT;
  private volatile boolean sent;
  private volatile boolean barSeen;

  /**
   * @param config the whole configuration, valid
   * @param shown told each finding as it is made
   */
  public Examination(
      Vertx vertx, JsonObject config, Access access, Patience patience, Consumer<Finding> shown) {
    this.vertx = vertx;
    this.config = config;
    this.access = access;
    this.patience = patience;
    answers = new Answers(patience.due());
    this.shown = shown;
    RedisBusOptions redis =
        RedisBusOptions.of(access.redisUrl()).withTimeouts(patience.due(), patience.due());
    outside = new Outside(vertx, redis);
    database = Database.connect(vertx, access.postgresUrl(), CONNECTIONS, patience.due());
    tables = new ProbeTables(database);
    ear = new Ear(RedisBus.factory(redis), Topics.from(config), probe);
    browser = new Browser(vertx, probe, patience.due());
  }

  /** Walks through the phases until one fails, and cleans up. */
  public Report run() throws Exception {
    try {
      boolean goesOn = servers() && ticks() && bars() && jobs();
      if (goesOn) {
        delivery();
      }
    } catch (ExecutionException | TimeoutException e) {
      tell(wentAway(reason(e)));
    }
    for (Phase phase : Phase.values()) {
      if (report.findings().stream().noneMatch(finding -> finding.phase() == phase)) {
        tell(Finding.skipped(phase, phase.label(), "not looked at"));
      }
    }
    cleanUp();
    return report;
  }

  private Finding wentAway(String why) {
    List<Finding> all = report.findings();
    Phase during = all.isEmpty() ? Phase.SERVERS : all.get(all.size() - 1).phase();
    return Finding.failed(
        during,
        "servers",
        why,
        "answers from Redis and PostgreSQL",
        "see whether they still run, and look again",
        "a server went away, or answers too slowly");
  }

  private boolean servers() throws Exception {
    ServerLook look = new ServerLook(outside, database, tables, answers);
    tell(look.look(access));
    return look.allAnswer();
  }

  private boolean ticks() throws Exception {
    patience.until(SETTLED, () -> answers.quietly(outside.isAdopted(), false));
    long subscribers = answers.await(outside.subscribers());
    boolean adopted = answers.await(outside.isAdopted());
    if (!tell(TickChecks.subscriber(subscribers, adopted))) {
      return false;
    }
    answers.await(vertx.deployVerticle(ear));
    if (!access.pageUrl().isEmpty()) {
      answers.await(browser.open(access.pageUrl(), access.token()));
    }
    long atFirst = ear.head().offset();
    send();
    patience.until(() -> ear.ownTicks() >= ticks.count());
    Finding log = TickChecks.log(ticks.count(), ear.ownTicks(), atFirst, ear.head().offset());
    if (!tell(log)) {
      return false;
    }
    LogPosition first = answers.await(ear.committed(Channels.TICKS, Topics.PL));
    LogPosition[] stored = {first};
    patience.until(
        () -> {
          stored[0] = answers.quietly(ear.committed(Channels.TICKS, Topics.PL), stored[0]);
          return stored[0].compareTo(ear.ownTick()) >= 0;
        });
    patience.until(HEARD, () -> ear.halves().isHeard("app") && ear.halves().isHeard("pl"));
    long head = ear.head().offset();
    boolean consumed =
        tell(TickChecks.consumed(ear.ownTick(), first, stored[0], head, ear.halves()));
    tell(source());
    answers.await(ear.leaveTicks());
    return consumed;
  }

  private void send() throws Exception {
    long room = ProbeTicks.untilRoom(System.currentTimeMillis());
    if (room > 0) {
      patience.untilTime("the next minute", System.currentTimeMillis() + room);
    }
    ticks = ProbeTicks.at(probe, System.currentTimeMillis());
    expected.addAll(ticks.patterns(PatternOptions.from(config)));
    before = answers.quietly(look(), null);
    sent = true;
    answers.await(outside.publish(ticks.messages()));
  }

  private Finding source() {
    MarketCalendar calendar = MarketCalendars.from(config);
    String type = config.getJsonObject("source").getString("type");
    return SourceCheck.of(
        type, calendar, System.currentTimeMillis(), ear.otherTicks(), ear.halves());
  }

  private Future<Stored> look() {
    return tables.look(probe, Instant.ofEpochMilli(ticks.startMillis()));
  }

  private boolean bars() throws Exception {
    if (before == null) {
      before = lookOrTell();
      if (before == null) {
        return false;
      }
    }
    long due = ticks.endMillis() + lateness();
    if (System.currentTimeMillis() < due) {
      if (!patience.waits()) {
        tell(BarChecks.notDue(ticks.endMillis(), System.currentTimeMillis()));
        return false;
      }
      patience.untilTime("the first bar", due);
    }
    beforeBar = ear.halves();
    Stored[] now = {before};
    patience.until(
        () -> {
          now[0] = answers.quietly(look(), now[0]);
          return now[0].bars() > 0 && announced() > 0;
        });
    barSeen = now[0].bars() > 0;
    int failures = failures();
    tell(BarChecks.of(ticks.bar(), before, now[0], announced(), ear.halves()));
    return failures() == failures && barSeen;
  }

  private int lateness() {
    return config.getJsonObject("aggregation").getInteger("lateness");
  }

  private int announced() {
    return (int) ear.events("bar_closed").count();
  }

  private Stored lookOrTell() throws Exception {
    try {
      return answers.await(look());
    } catch (ExecutionException | TimeoutException e) {
      tell(BarChecks.unreadable(reason(e)));
      return null;
    }
  }

  private boolean jobs() throws Exception {
    patience.until(
        () ->
            JobChecks.hasWorked("pattern", beforeBar, ear.halves())
                && JobChecks.hasWorked("indicator", beforeBar, ear.halves())
                && (expected.isEmpty() || published().stream().anyMatch(expected::contains)));
    int failures = failures();
    tell(JobChecks.of(beforeBar, ear.halves(), expected, published(), ear.indicators()));
    return failures() == failures;
  }

  private Set<String> published() {
    Set<String> names = new TreeSet<>();
    ear.events("pattern_detected").forEach(event -> names.add(event.getString("pattern")));
    return names;
  }

  private void delivery() throws Exception {
    Stored[] now = {before};
    patience.until(
        () -> {
          now[0] = answers.quietly(look(), now[0]);
          boolean rows = expected.isEmpty() || !now[0].patterns().isEmpty();
          boolean alert = expected.isEmpty() || browser.after("pattern_detected") != null;
          boolean hopeless = access.pageUrl().isEmpty() || browser.broken() != null;
          return rows && (hopeless || (alert && browser.after("bar_closed") != null));
        });
    DeliveryChecks.Facts facts =
        new DeliveryChecks.Facts(
            access.pageUrl(),
            browser.broken(),
            browser.after("bar_closed"),
            browser.after("pattern_detected"),
            expected,
            now[0].patterns(),
            ear.errors());
    tell(DeliveryChecks.of(facts, ear.halves()));
  }

  /**
   * Deletes what is stored of the probe, once. A bar that is not stored by then is deleted by PL,
   * later.
   */
  private void cleanUp() throws InterruptedException {
    if (!sent) {
      return;
    }
    sent = false;
    try {
      new Answers(CLEANED).await(tables.forget(probe));
      if (!barSeen) {
        report.left("its bar is not stored yet");
      }
    } catch (ExecutionException | TimeoutException e) {
      report.left(reason(e));
    }
  }

  /** Ends it, also when it is cut short. */
  public void close() throws InterruptedException {
    cleanUp();
    outside.close();
  }

  private int failures() {
    return (int) report.findings().stream().filter(Finding::isFailed).count();
  }

  /** Gives back whether it did not fail. */
  private boolean tell(Finding finding) {
    report.add(finding);
    shown.accept(finding);
    return !finding.isFailed();
  }

  private void tell(List<Finding> findings) {
    findings.forEach(this::tell);
  }
}
