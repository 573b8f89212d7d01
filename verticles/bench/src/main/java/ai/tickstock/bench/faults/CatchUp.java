package ai.tickstock.bench.faults;

import ai.tickstock.bench.faults.Fault.Kind;
import ai.tickstock.bench.faults.Fault.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How long it takes after each single fault until a backlog is caught up: the fault lasts until all
 * that can be is waiting. Framing {@code announce}, Redis with its append-only file as our own has
 * it. What was killed is started at the fault's end, so its start counts.
 *
 * <p>Arguments: the fat jar, ticks (default 1,000,000), symbols (default 1,000), and options of the
 * halves' JVMs, such as {@code @/opt/java.options}.
 */
public final class CatchUp {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MINUTES = 5;
  private static final long LASTS_MILLIS = 3_000;
  private static final long STILL_MILLIS = 1_000;

  private final Mesh mesh;
  private final Feed.Shape shape;
  private int place;

  private CatchUp(Mesh mesh, Feed.Shape shape) {
    this.mesh = mesh;
    this.shape = shape;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("usage: CatchUp FAT.jar [ticks=1000000] [symbols=1000] [JVM options...]");
      System.exit(2);
    }
    int ticks = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int symbols = args.length > 2 ? Integer.parseInt(args[2]) : 1_000;
    Feed.Shape shape = new Feed.Shape(symbols, MINUTES, ticks / symbols / MINUTES, 0);
    List<String> options = List.of(args).subList(Math.min(3, args.length), args.length);
    Path home = Files.createTempDirectory("tickstock-catchup");
    try (Mesh mesh =
        new Mesh(
            new Mesh.Setup(Path.of(args[0]), home, Persistence.EVERYSEC, "announce", options))) {
      CatchUp catchUp = new CatchUp(mesh, shape);
      catchUp.measure(null); // How long it takes without a fault, and all is warm.
      for (Target target : Target.values()) {
        catchUp.measure(new Fault(target, Kind.KILL, 0, LASTS_MILLIS));
        catchUp.measure(new Fault(target, Kind.FREEZE, 0, LASTS_MILLIS));
      }
    }
    System.exit(0);
  }

  private void measure(Fault fault) throws IOException, SQLException {
    Played played = new Played(mesh, Feed.write(mesh.home(), place, place, shape));
    place++;
    played.begin(0);
    long before = played.stored();
    if (fault != null) {
      mesh.begin(fault);
      Waiting.pause(fault.lastsMillis());
      untilNothingMoves(played);
      mesh.end(fault);
    }
    long over = System.nanoTime();
    Waiting.until("the mesh to be ready", PATIENCE, mesh::isReady);
    double ready = seconds(over);
    Waiting.until("all to be stored", PATIENCE, played::isStored);
    double stored = seconds(over);
    Waiting.until("all to be there", PATIENCE, played::isAllThere);
    double analysed = seconds(over);
    Verdict[] verdict = {new Verdict()};
    try {
      Waiting.until(
          "all to be as it should be",
          PATIENCE,
          () -> {
            verdict[0] = played.compare();
            return verdict[0].isExact();
          });
    } catch (IllegalStateException never) {
      throw new IllegalStateException(fault + ": " + verdict[0], never);
    }
    System.out.printf(
        "%-16s backlog %,d ticks: all processes up after %.1f s, stored after %.1f s,"
            + " analysed and in the browser after %.1f s, compared after %.1f s%n",
        fault == null ? "no fault" : (fault.kind() + " " + fault.target()).toLowerCase(Locale.ROOT),
        played.ticks() - before,
        ready,
        stored,
        analysed,
        seconds(over));
  }

  /** Until the log does not grow, for whatever reason. */
  private static void untilNothingMoves(Played played) {
    long last = -1;
    for (long now = 0; now != last; ) {
      last = now;
      Waiting.pause(STILL_MILLIS);
      try {
        now = played.inLog();
      } catch (IOException away) {
        now = last;
      }
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
