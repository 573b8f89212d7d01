package ai.tickstock.bench.faults;

import static ai.tickstock.bench.faults.Bystander.since;
import static ai.tickstock.bench.faults.Bystander.soon;

import ai.tickstock.bench.faults.Fault.Kind;
import ai.tickstock.bench.faults.Fault.Target;
import ai.tickstock.wire.Channels;
import java.io.IOException;
import java.util.List;

/** What befalls a mesh whose App publishes recorded ticks. */
final class ReplayTrials {
  private static final Feed.Shape LONG = new Feed.Shape(50, 60, 30, 0);
  private static final long PLAYS_MILLIS = 6_000;

  /** Until a difference lasts, and a little longer. */
  private static final long DIFFERS_MILLIS = 40_000;

  private final Bystander by;
  private final Mesh mesh;
  private int place;

  ReplayTrials(Bystander by) {
    this.by = by;
    this.mesh = by.mesh();
  }

  List<Trial> all() {
    return List.of(
        new Trial("two publish under one identity", "one says so", this::oneIdentity),
        new Trial(
            "a log trimmed before it was read", "recorded, and the rest stored", this::trimmed),
        new Trial("PL does not consume", "App is healthy", this::notConsumed),
        new Trial("a browser that does not read", "it has all alerts", this::slowBrowser));
  }

  private Played play(Feed.Shape shape, long millis) throws IOException {
    Played played = new Played(mesh, Feed.write(mesh.home(), place, place, shape));
    place++;
    played.begin(millis);
    return played;
  }

  private static void awaitStored(Played played) {
    soon("all to be stored", played::isStored);
  }

  private double oneIdentity() throws IOException {
    Played played = play(LONG, PLAYS_MILLIS * 3);
    Member old = mesh.app();
    Fault fault = new Fault(Target.APP, Kind.REPLACE, 0, 0);
    mesh.begin(fault);
    soon("the other App", () -> mesh.app().url() != null);
    Member other = mesh.app();
    long before = said(old) + said(other);
    long over = System.nanoTime();
    mesh.end(fault);
    soon("it to be said", () -> said(old) + said(other) > before);
    double seconds = since(over);
    awaitStored(played);
    mesh.stopReplaced();
    return seconds;
  }

  private static long said(Member app) {
    return app.printed()
        .lines()
        .filter(line -> line.contains("another process publishes as"))
        .count();
  }

  private double trimmed() throws Exception {
    long before = gaps();
    Played played = play(LONG, PLAYS_MILLIS);
    Fault frozen = new Fault(Target.PL, Kind.FREEZE, 0, 0);
    mesh.begin(frozen);
    Waiting.pause(PLAYS_MILLIS / 2);
    mesh.redis().ask("XTRIM", Channels.TICKS, "MAXLEN", "0");
    Waiting.pause(PLAYS_MILLIS);
    long over = System.nanoTime();
    mesh.end(frozen);
    soon("the hole to be recorded", () -> gaps() > before);
    awaitStored(played);
    return since(over);
  }

  private long gaps() throws Exception {
    return by.number("select count(*) from feed_gaps");
  }

  private double notConsumed() throws IOException {
    soon("App to be healthy", () -> by.isHealthy("app", mesh.app()));
    Played played = play(LONG, DIFFERS_MILLIS);
    Waiting.pause(12_000); // PL has told how far it is.
    Fault frozen = new Fault(Target.PL, Kind.FREEZE, 0, 0);
    mesh.begin(frozen);
    soon("App to be degraded", () -> !by.isHealthy("app", mesh.app()));
    long over = System.nanoTime();
    mesh.end(frozen);
    soon("App to be healthy", () -> by.isHealthy("app", mesh.app()));
    double seconds = since(over);
    awaitStored(played);
    return seconds;
  }

  private double slowBrowser() throws IOException {
    mesh.witness().stall();
    Played played = play(LONG, 0);
    awaitStored(played);
    Waiting.pause(PLAYS_MILLIS);
    long over = System.nanoTime();
    mesh.witness().readOn();
    soon("all to be there", played::isAllThere);
    return since(over);
  }
}
