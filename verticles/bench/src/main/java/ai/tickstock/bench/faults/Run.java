package ai.tickstock.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One schedule over a mesh: ticks are published, faults happen, and what is left is compared. */
final class Run {
  /** After the last fault is over all must be as it should be within this. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Mesh mesh;
  private final Schedule schedule;
  private final Played played;
  private volatile Verdict verdict = new Verdict();

  /**
   * @param place the schedule's place in its mesh, from 0
   */
  Run(Mesh mesh, Schedule schedule, int place) throws IOException {
    this.mesh = mesh;
    this.schedule = schedule;
    played = new Played(mesh, Feed.write(mesh.home(), schedule.seed(), place, Feed.USUAL));
  }

  /** Runs it, and gives what came of it. */
  Outcome run() throws IOException {
    long began = System.nanoTime();
    played.begin(schedule.playMillis());
    long zero = System.nanoTime();
    List<CompletableFuture<Void>> faults = new ArrayList<>();
    for (Fault fault : schedule.faults()) {
      faults.add(
          CompletableFuture.runAsync(
              () -> suffer(fault, zero), action -> new Thread(action).start()));
    }
    String broken = null;
    try {
      faults.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      broken = "a fault could not be made: " + e.getCause();
    }
    long over = System.nanoTime();
    try {
      Waiting.until("everything to be as it should be", PATIENCE, this::isExact);
    } catch (IllegalStateException never) {
      broken = never.getMessage() + (never.getCause() == null ? "" : ": " + never.getCause());
    }
    long exact = System.nanoTime();
    long fenced = mesh.stopReplaced().stream().filter(Run::saysItWasFenced).count();
    return new Outcome(
        schedule,
        played.ticks(),
        verdict,
        millis(over, exact),
        millis(began, exact),
        fenced,
        broken);
  }

  private void suffer(Fault fault, long zero) {
    sleepUntil(zero, fault.atMillis());
    mesh.begin(fault);
    if (fault.kind() == Fault.Kind.REPLACE) {
      Member successor = fault.target() == Fault.Target.APP ? mesh.app() : mesh.pl();
      Waiting.until("the successor to be ready", PATIENCE, () -> successor.url() != null);
      Waiting.pause(fault.lastsMillis());
    } else {
      sleepUntil(zero, fault.endMillis());
    }
    try {
      mesh.end(fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sleepUntil(long zero, long millis) {
    Waiting.pause(Math.max(0, millis - millis(zero, System.nanoTime())));
  }

  /** Cheap questions first: the whole comparison is made when all ticks are stored. */
  private boolean isExact() throws SQLException {
    if (mesh.isReady() && played.isStored()) {
      verdict = played.compare();
      return verdict.isExact();
    }
    return false;
  }

  /** Compares once more: what came later changes nothing. */
  Verdict compareAgain() throws SQLException {
    return played.compare();
  }

  private static boolean saysItWasFenced(String printed) {
    return printed.contains("belong to somebody else now")
        || printed.contains("another process has taken over");
  }

  private static long millis(long from, long to) {
    return TimeUnit.NANOSECONDS.toMillis(to - from);
  }
}
