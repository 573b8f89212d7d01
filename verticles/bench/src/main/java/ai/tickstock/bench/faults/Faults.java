package ai.tickstock.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Many schedules of faults, with a report. A mesh serves twenty of them, then the next one begins
 * anew, with another persistence of Redis or another framing.
 *
 * <p>Arguments: the fat jar, schedules (default 20), the first seed (default 1), and, to replay a
 * schedule as it was, the persistence and the framing.
 */
public final class Faults {
  private static final int SCHEDULES_PER_MESH = 20;
  private static final List<String> FRAMINGS = List.of("tick", "announce");

  private Faults() {}

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.err.println(
          "usage: Faults FAT.jar [schedules=20] [seed=1] [always|everysec|none] [tick|announce]");
      System.exit(2);
    }
    long count = args.length > 1 ? Long.parseLong(args[1]) : 20;
    long first = args.length > 2 ? Long.parseLong(args[2]) : 1;
    Path directory = Files.createTempDirectory("tickstock-faults");
    Report report = new Report();
    for (long seed = first, mesh = 0; seed < first + count; seed += SCHEDULES_PER_MESH, mesh++) {
      Persistence persistence =
          args.length > 3
              ? Persistence.valueOf(args[3].toUpperCase())
              : Persistence.values()[(int) (mesh % Persistence.values().length)];
      String framing = args.length > 4 ? args[4] : FRAMINGS.get((int) (mesh % FRAMINGS.size()));
      long last = Math.min(seed + SCHEDULES_PER_MESH, first + count);
      List<Schedule> schedules =
          LongStream.range(seed, last).mapToObj(each -> Schedule.of(each, persistence)).toList();
      new Series(Path.of(args[0]), directory, persistence, framing)
          .run(new ArrayList<>(schedules), report, System.out::println);
    }
    System.out.println(report);
    System.out.println("logs and data: " + directory);
    System.exit(report.isExact() ? 0 : 1);
  }
}
