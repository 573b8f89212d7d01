package ai.tickstock.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.bench.faults.Fault.Kind;
import ai.tickstock.bench.faults.Fault.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten schedules of faults over processes: everything stored and everything a browser was sent is as
 * if nothing had happened. {@link Faults} makes hundreds.
 */
@Timeout(900)
class FaultsIT {
  @TempDir Path directory;

  /** While PL sleeps on one mesh the machine is free for the others. */
  @Test
  void nothingIsLostAndNothingComesTwice() {
    Executor aside = action -> new Thread(action, "schedules").start();
    CompletableFuture<Report> sleeper =
        CompletableFuture.supplyAsync(
            () ->
                report(
                    Persistence.EVERYSEC,
                    "announce",
                    List.of(Schedule.single(1, Target.PL, Kind.FREEZE, 30_000)),
                    1,
                    9,
                    21),
            aside);
    Report always =
        report(
            Persistence.ALWAYS,
            "tick",
            List.of(
                Schedule.single(2, Target.PL, Kind.REPLACE, 500),
                Schedule.single(3, Target.APP, Kind.REPLACE, 500)),
            4,
            11);
    assertThat(always.isExact()).as(always::toString).isTrue();
    assertThat(always.fenced()).as(always::toString).isPositive();
    Report none = report(Persistence.NONE, "tick", List.of(), 12, 13);
    assertThat(none.isExact()).as(none::toString).isTrue();
    Report slept = sleeper.join();
    assertThat(slept.isExact()).as(slept::toString).isTrue();
  }

  /** The given schedules, and those of some seeds. */
  private Report report(
      Persistence persistence, String framing, List<Schedule> given, long... seeds) {
    List<Schedule> schedules = new ArrayList<>(given);
    LongStream.of(seeds).forEach(seed -> schedules.add(Schedule.of(seed, persistence)));
    Report report = new Report();
    try {
      new Series(Path.of(System.getProperty("fat.jar")), directory, persistence, framing)
          .run(schedules, report, System.out::println);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(report.schedules()).isEqualTo(schedules.size());
    return report;
  }
}
