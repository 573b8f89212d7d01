package ai.tickstock.launcher;

import java.io.Console;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far long work is: a bar on a terminal, else a line every few seconds. */
interface Progress extends AutoCloseable {

  /**
   * Shows how much of all is done.
   *
   * @param text what else there is to say; may be empty
   */
  void show(long done, long total, String text);

  @Override
  void close();

  /**
   * The right one for where the output goes.
   *
   * @param unit what is counted, such as {@code " kB"}
   * @param unitSize how much of it one unit is
   */
  static Progress of(String name, String unit, long unitSize, PrintWriter err) {
    return isTerminal() ? new Bar(name, unit, unitSize) : new Lines(name, err);
  }

  /**
   * Whether we speak to a person. Since Java 22 there is a console without a terminal too, which
   * says so.
   */
  static boolean isTerminal() {
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

  /** A bar that moves. */
  final class Bar implements Progress {
    private static final int UPDATE_MILLIS = 200;
    private final ProgressBar bar;

    Bar(String name, String unit, long unitSize) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(1)
              .setUnit(unit, unitSize)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .build();
    }

    @Override
    public void show(long done, long total, String text) {
      bar.maxHint(total);
      bar.stepTo(done);
      bar.setExtraMessage(" " + text);
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

    Lines(String name, PrintWriter err) {
      this.name = name;
      this.err = err;
    }

    @Override
    public void show(long done, long total, String text) {
      if (System.nanoTime() - last < EVERY_NANOS) {
        return;
      }
      last = System.nanoTime();
      err.printf("%s: %d%% done%s%n", name, ALL * done / Math.max(1, total), after(text));
      err.flush();
    }

    private static String after(String text) {
      return text.isEmpty() ? "" : ", " + text;
    }

    @Override
    public void close() {
      err.flush();
    }
  }
}
