package ai.tickstock.launcher.transfer;

import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.store.StoredSplit;
import ai.tickstock.store.write.ImportedSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A whole file of splits, for a command that imports nothing. */
public final class SplitFile {
  private SplitFile() {}

  /**
   * Reads it; blocks.
   *
   * @return by symbol, in upper case
   * @throws IOException naming the first line that is no split, and why
   */
  public static Map<String, List<StoredSplit>> read(Path file) throws IOException {
    Map<String, List<StoredSplit>> splits = new TreeMap<>();
    Problems problems = new Problems();
    try (CsvRows rows = CsvRows.open(file)) {
      SplitRows row = new SplitRows(rows);
      while (rows.next()) {
        try {
          ImportedSplit split = row.split();
          splits.computeIfAbsent(split.symbol(), symbol -> new ArrayList<>()).add(split.split());
        } catch (IllegalArgumentException e) {
          problems.add(rows.line(), e.getMessage());
        }
      }
    }
    problems.refuse(file.toString());
    return splits;
  }
}
