package ai.tickstock.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How long it takes after the end of failures of every kind until all is well again, measured over
 * real processes. Those that kill and freeze processes under load are {@link Faults}' and {@link
 * CatchUp}'s.
 *
 * <p>Arguments: the fat jar, how often each is to be had (default 3), and a regular expression that
 * is in the names of those that are wanted (default all).
 */
public final class Recovery {
  private static final int DISK_MEGABYTES = 900;

  private final Path jar;
  private final int times;
  private final Pattern wanted;

  private Recovery(Path jar, int times, Pattern wanted) {
    this.jar = jar;
    this.times = times;
    this.wanted = wanted;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("usage: Recovery FAT.jar [times=3] [regex]");
      System.exit(2);
    }
    Recovery recovery =
        new Recovery(
            Path.of(args[0]),
            args.length > 1 ? Integer.parseInt(args[1]) : 3,
            Pattern.compile(args.length > 2 ? args[2] : ""));
    System.out.println("| failure | well again | after, median (all) |");
    System.out.println("|---|---|---|");
    recovery.fedByPlainClients();
    recovery.fedByApp();
    recovery.withWork();
    System.exit(0);
  }

  private void fedByPlainClients() throws Exception {
    Path home = Files.createTempDirectory("tickstock-recovery");
    Path disk = Files.createDirectories(home.resolve(PlainTrials.DISK));
    boolean isSmall =
        done("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "none", "" + disk);
    try (CutLine line = new CutLine()) {
      try (Mesh mesh = mesh(home, PlainTrials.SETTINGS, line::to)) {
        measure(new PlainTrials(new Bystander(mesh), line).all());
      }
    } finally {
      if (isSmall) {
        done("umount", "" + disk);
      }
    }
  }

  private void fedByApp() throws Exception {
    Path home = Files.createTempDirectory("tickstock-recovery");
    try (Mesh mesh = mesh(home, List.of(), UnaryOperator.identity())) {
      measure(new ReplayTrials(new Bystander(mesh)).all());
    }
  }

  private void withWork() throws Exception {
    Path home = Files.createTempDirectory("tickstock-recovery");
    try (Mesh mesh = mesh(home, WorkTrials.SETTINGS, UnaryOperator.identity())) {
      WorkTrials trials = new WorkTrials(new Bystander(mesh));
      trials.prepare();
      measure(trials.all());
    }
  }

  private Mesh mesh(Path home, List<String> settings, UnaryOperator<String> database)
      throws IOException {
    return new Mesh(
        new Mesh.Setup(jar, home, Persistence.EVERYSEC, "tick", List.of(), settings, database));
  }

  private void measure(List<Trial> trials) throws Exception {
    for (Trial trial : trials) {
      if (wanted.matcher(trial.failure()).find()) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < times; i++) {
          seconds.add(trial.lasts().seconds());
        }
        System.out.printf("| %s | %s | %s |%n", trial.failure(), trial.until(), words(seconds));
      }
    }
  }

  private static String words(List<Double> seconds) {
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (Double.isNaN(sorted[sorted.length - 1])) {
      return "not measured: it takes the right to mount a small disk";
    }
    String all =
        String.join(
            ", ",
            Arrays.stream(sorted)
                .mapToObj(each -> String.format(Locale.ROOT, "%.2f", each))
                .toList());
    return String.format(Locale.ROOT, "%.2f s (%s)", sorted[sorted.length / 2], all);
  }

  private static boolean done(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
