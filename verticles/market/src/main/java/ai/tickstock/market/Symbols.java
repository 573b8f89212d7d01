package ai.tickstock.market;

import java.util.Locale;

/** What a symbol may be, and to which of the fixed partitions it belongs. */
public final class Symbols {
  /** Partitions of the feed; part of the stored state, so it never changes. */
  public static final int PARTITIONS = 64;

  /** Longest symbol, in characters. */
  public static final int MAX_LENGTH = 20;

  /** How many probes there are. */
  public static final int PROBES = 100;

  private static final String PROBE = "DOCTOR:PROBE-";
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private Symbols() {}

  /** Whether a character may stand in an (upper-cased) symbol: {@code A-Z 0-9 . - / :}. */
  public static boolean isSymbolCharacter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= '-' && c <= ':');
  }

  /** Whether this is 1 to 20 of the characters a symbol may have, in upper case. */
  public static boolean isValid(String symbol) {
    if (symbol.isEmpty() || symbol.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < symbol.length(); i++) {
      if (!isSymbolCharacter(symbol.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * A symbol as somebody wrote it, in upper case. What can be none stays as it is and is not valid:
   * what is too long, which may take Java minutes, and what only upper case makes one, as ß is SS.
   */
  public static String upper(String written) {
    return written.length() > MAX_LENGTH || written.chars().anyMatch(c -> c > 0x7f)
        ? written
        : written.toUpperCase(Locale.ROOT);
  }

  /**
   * The symbol of a probe, which the doctor sends through a running mesh: few enough names to be
   * found again by what cleans up.
   *
   * @param number 0 to 99
   */
  public static String probe(int number) {
    return PROBE + number / 10 + number % 10;
  }

  /**
   * Whether this is a probe. It has minute bars alone, is shown only to who names it, and nothing
   * of it is kept.
   */
  public static boolean isProbe(String symbol) {
    return symbol.startsWith(PROBE);
  }

  /** The partition of a valid symbol, 0 to 63: FNV-1a over its characters, stable for ever. */
  public static int partition(String symbol) {
    int hash = FNV_OFFSET;
    for (int i = 0; i < symbol.length(); i++) {
      hash = (hash ^ symbol.charAt(i)) * FNV_PRIME;
    }
    return partitionOfHash(hash);
  }

  /** FNV-1a over the ASCII bytes of a valid symbol. */
  public static int hash(byte[] ascii, int from, int length) {
    int hash = FNV_OFFSET;
    for (int i = from; i < from + length; i++) {
      hash = (hash ^ ascii[i]) * FNV_PRIME;
    }
    return hash;
  }

  /** The partition of the symbol with this {@link #hash}. */
  public static int partitionOfHash(int hash) {
    return (hash ^ (hash >>> 16)) & (PARTITIONS - 1);
  }
}
