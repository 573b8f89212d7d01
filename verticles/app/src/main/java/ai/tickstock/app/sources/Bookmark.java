package ai.tickstock.app.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a synthetic market has been published, and as whom, in a file, so that one started again
 * goes on from there instead of publishing its history twice. Blocks on the disk.
 */
final class Bookmark {
  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([!-~]{1,200})\n");

  private final Path file;

  Bookmark(Path file) {
    this.file = file;
  }

  /**
   * What the file says.
   *
   * @param millis event time up to which all is in the log, Unix milliseconds
   * @param publisher who put it there
   */
  record Mark(long millis, String publisher) {
    static final Mark NONE = new Mark(0, "");

    boolean isNone() {
      return publisher.isEmpty();
    }
  }

  /** {@link Mark#NONE} if nothing was published, or what is there cannot be understood. */
  Mark read() throws IOException {
    try {
      Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      return line.matches() ? new Mark(Long.parseLong(line.group(1)), line.group(2)) : Mark.NONE;
    } catch (NoSuchFileException nothingPublished) {
      return Mark.NONE;
    }
  }

  void write(Mark mark) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, mark.millis() + " " + mark.publisher() + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
