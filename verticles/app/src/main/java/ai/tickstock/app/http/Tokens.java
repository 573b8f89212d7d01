package ai.tickstock.app.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Signs tokens and reads them: JSON Web Tokens, HMAC with SHA-256. Thread-safe. */
public final class Tokens {
  /** Characters a secret needs: as many as the hash has bytes. */
  public static final int SHORTEST_SECRET = 32;

  /** Longest life of a token. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "tickstock";
  private static final int LONGEST_TOKEN = 4_096;
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

  private final JWTAuth jwt;

  /**
   * @param secret shared by all processes that are to take each other's tokens
   * @throws IllegalArgumentException if it is too short; never shows it
   */
  public Tokens(Vertx vertx, String secret) {
    if (secret.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "auth.secret: expected at least " + SHORTEST_SECRET + " characters");
    }
    JWTOptions rules = new JWTOptions().setIssuer(ISSUER).setAlgorithm(ALGORITHM);
    jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm(ALGORITHM)
                        .setBuffer(Buffer.buffer(secret.getBytes(StandardCharsets.UTF_8))))
                .setJWTOptions(rules));
  }

  /**
   * A signed token.
   *
   * @param user 1 to 64 of letters, digits and {@code . _ @ -}
   * @param life how long it is valid from now on; at most {@link #LONGEST}
   * @throws IllegalArgumentException naming what is wrong
   */
  public String sign(String user, Duration life) {
    if (!USER.matcher(user).matches()) {
      throw new IllegalArgumentException(
          "user: expected 1 to 64 of letters, digits and . _ @ -, was \"" + user + "\"");
    }
    if (life.isZero() || life.isNegative() || life.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a token's life: expected more than nothing and at most 366 days, was " + life);
    }
    long now = Instant.now().getEpochSecond();
    return signed(user, now, now + Math.max(1, life.toSeconds()));
  }

  /** A token with these times, Unix seconds, whether they make sense or not. */
  public String signed(String user, long issuedAt, long expiresAt) {
    return jwt.generateToken(
        new JsonObject().put("sub", user).put("iat", issuedAt).put("exp", expiresAt),
        new JWTOptions().setIssuer(ISSUER).setAlgorithm(ALGORITHM).setNoTimestamp(true));
  }

  /** Who a token speaks for; fails if it is not ours, or has expired. */
  Future<Identity> read(String token) {
    if (token == null || token.isEmpty() || token.length() > LONGEST_TOKEN) {
      return Future.failedFuture("no token");
    }
    return jwt.authenticate(new TokenCredentials(token)).compose(Tokens::identity);
  }

  private static Future<Identity> identity(User user) {
    JsonObject claims = user.principal();
    JsonObject token = user.attributes().getJsonObject("accessToken", claims);
    String name = token.getString("sub");
    Long expires = token.getLong("exp");
    return name == null || expires == null || !USER.matcher(name).matches()
        ? Future.failedFuture("the token names no user, or no end")
        : Future.succeededFuture(new Identity(name, expires * 1_000));
  }
}
