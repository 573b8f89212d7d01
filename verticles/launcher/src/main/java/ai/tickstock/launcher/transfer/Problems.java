package ai.tickstock.launcher.transfer;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lines that are no rows: the first of them kept with the reason, all of them counted. */
final class Problems {
  private static final int MOST_SHOWN = 10;

  private final List<String> shown = new ArrayList<>();
  private long count;

  void add(long line, String reason) {
    count++;
    if (shown.size() < MOST_SHOWN) {
      shown.add("line " + line + ": " + reason);
    }
  }

  /** How many there were. */
  long count() {
    return count;
  }

  /** Says the first of them. */
  void print(PrintWriter to) {
    shown.forEach(to::println);
    if (count > shown.size()) {
      to.printf("and %,d more lines%n", count - shown.size());
    }
    to.flush();
  }

  /**
   * @throws IOException saying the first, if there was any
   */
  void refuse(String file) throws IOException {
    if (count > 0) {
      throw new IOException(file + ", " + shown.get(0));
    }
  }
}
