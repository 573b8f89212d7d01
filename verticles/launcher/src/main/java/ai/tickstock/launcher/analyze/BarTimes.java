package ai.tickstock.launcher.analyze;

import ai.tickstock.wire.message.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** The ways a bar's time may be written. */
public final class BarTimes {
  static final String EXPECTED =
      "a time such as 2025-10-15T14:23:00Z, 2025-10-15 14:23:00 (UTC), 2025-10-15 or Unix seconds";

  /** Above this a whole number is milliseconds: as seconds it would be the year 5138. */
  private static final double MOST_SECONDS = 1e11;

  private static final int SHOWN = 60;

  private BarTimes() {}

  /**
   * Unix milliseconds.
   *
   * @param zone where a day begins
   * @throws IllegalArgumentException saying what is expected
   */
  public static long millis(String text, ZoneId zone) {
    try {
      if (text.length() == "2025-10-15".length() && text.charAt(4) == '-') {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
      }
      if (text.indexOf('-', 1) < 0) {
        double number = Double.parseDouble(text);
        return Math.round(number > MOST_SECONDS ? number : number * 1000);
      }
      String iso = text.replace(' ', 'T');
      boolean hasZone = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d$");
      Instant instant =
          hasZone
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      return instant.toEpochMilli();
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected " + EXPECTED + ", was " + Texts.shown(text, SHOWN), e);
    }
  }
}
