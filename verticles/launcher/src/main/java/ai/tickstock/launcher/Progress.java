package ai.tickstock.launcher;

import ai.tickstock.app.publisher.ReplayProgress;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a replay is: a bar on a terminal, else a line every few seconds. */
interface Progress extends AutoCloseable {

  void show(ReplayProgress progress);

  @Override
  void close();

  /** The right one for where the output goes. */
  static Progress of(Path file, PrintWriter err) throws IOException {
    return isTerminal() ? new Bar(file) : new Lines(file, err);
  }

  /** Since Java 22 there is a console without a terminal too, which says so. */
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderThan22) {
      return true;
    }
  }

  private static String text(ReplayProgress progress) {
    String text = String.format("%,d ticks", progress.appended());
    if (progress.skipped() > 0) {
      text += String.format(", %,d in the log already", progress.skipped());
    }
    return progress.stalled() == null ? text : text + ", waiting: " + progress.stalled();
  }

  /** A bar that moves. */
  final class Bar implements Progress {
    private static final int KILOBYTE = 1_000;
    private static final int UPDATE_MILLIS = 200;
    private final ProgressBar bar;

    Bar(Path file) throws IOException {
      bar =
          new ProgressBarBuilder()
              .setTaskName(file.getFileName().toString())
              .setInitialMax(Files.size(file))
              .setUnit(" kB", KILOBYTE)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .build();
    }

    @Override
    public void show(ReplayProgress progress) {
      bar.stepTo(progress.bytesRead());
      bar.setExtraMessage(" " + text(progress));
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line every few seconds. */
  final class Lines implements Progress {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int ALL = 100;
    private final String name;
    private final PrintWriter err;
    private long last = System.nanoTime();

    Lines(Path file, PrintWriter err) {
      name = file.getFileName().toString();
      this.err = err;
    }

    @Override
    public void show(ReplayProgress progress) {
      if (System.nanoTime() - last < EVERY_NANOS) {
        return;
      }
      last = System.nanoTime();
      err.printf(
          "%s: %d%% read, %s%n",
          name, ALL * progress.bytesRead() / Math.max(1, progress.bytesTotal()), text(progress));
      err.flush();
    }

    @Override
    public void close() {
      err.flush();
    }
  }
}
