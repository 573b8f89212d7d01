package ai.tickstock.app.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Codes that open the page once, for whoever reads this process's terminal. Only their digests are
 * kept. Thread-safe.
 */
public final class Links {
  private static final int BYTES = 32;
  private static final Duration LIFE = Duration.ofHours(12);

  private record Open(String user, long untilMillis) {}

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private final Clock clock;

  /** Codes that end by this clock. */
  public Links(Clock clock) {
    this.clock = clock;
  }

  /** A new code for a user, good for once within twelve hours. */
  public String code(String user) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    open.put(digest(code), new Open(user, clock.millis() + LIFE.toMillis()));
    return code;
  }

  /** Whom a code was made for, the first time it is asked. */
  Optional<String> redeem(String code) {
    Open found = code == null ? null : open.remove(digest(code));
    return Optional.ofNullable(found)
        .filter(link -> link.untilMillis() > clock.millis())
        .map(Open::user);
  }

  private static String digest(String code) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(code.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
