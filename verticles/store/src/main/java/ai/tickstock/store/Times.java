package ai.tickstock.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as the database takes them. */
final class Times {
  private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

  private Times() {}

  /** Unix milliseconds; beyond what the database can hold means without bound. */
  static OffsetDateTime of(long millis) {
    long bounded = Math.max(EARLIEST, Math.min(LATEST, millis));
    return Instant.ofEpochMilli(bounded).atOffset(ZoneOffset.UTC);
  }
}
