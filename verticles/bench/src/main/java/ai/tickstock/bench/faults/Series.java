package ai.tickstock.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Schedules one after the other over one mesh, compared once more at its end. */
final class Series {
  private final Path jar;
  private final Path directory;
  private final Persistence persistence;
  private final String framing;

  Series(Path jar, Path directory, Persistence persistence, String framing) {
    this.jar = jar;
    this.directory = directory;
    this.persistence = persistence;
    this.framing = framing;
  }

  /**
   * Runs some; ends after the first that does not come right, as nothing is known of what follows.
   *
   * @param told each outcome, as it comes
   */
  void run(List<Schedule> schedules, Report report, Consumer<String> told) throws IOException {
    Path home = Files.createTempDirectory(Files.createDirectories(directory), "mesh");
    try (Mesh mesh = new Mesh(new Mesh.Setup(jar, home, persistence, framing, Mesh.QUICK_START))) {
      List<Run> runs = new ArrayList<>();
      for (Schedule schedule : schedules) {
        Run run = new Run(mesh, schedule, runs.size());
        runs.add(run);
        Outcome outcome = run.run();
        report.add(outcome);
        told.accept(persistence + " " + framing + " " + outcome);
        if (!outcome.isExact()) {
          told.accept(mesh.tails());
          return;
        }
      }
      for (Run run : runs) {
        Verdict again = run.compareAgain();
        if (!again.isExact()) {
          report.changedLater(again.toString());
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database is away although nothing is wrong with it", e);
    }
  }
}
