package ai.tickstock.launcher;

import ai.tickstock.app.http.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that signs tokens: {@code auth.secret}, or one made up once and kept in the data
 * directory, where only its owner reads it.
 */
final class AuthKey {
  private static final String FILE = "auth.key";
  private static final int BYTES = 48;

  private AuthKey() {}

  /**
   * The secret of a configuration.
   *
   * @throws IOException if our own cannot be kept
   */
  static String of(JsonObject config) throws IOException {
    String configured = config.getJsonObject("auth").getString("secret");
    if (!configured.isEmpty()) {
      check(config);
      return configured;
    }
    Path directory = Path.of(config.getJsonObject("data").getString("directory"));
    Files.createDirectories(directory);
    return own(directory.resolve(FILE));
  }

  /** Refuses a configured secret that is too short. Never shows it. */
  static void check(JsonObject config) {
    if (config.getJsonObject("auth").getString("secret").length() < Tokens.SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "auth.secret: expected at least " + Tokens.SHORTEST_SECRET + " characters");
    }
  }

  /** Whoever comes first makes it, whole before it has its name; the others read that one. */
  private static String own(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
      Path draft = Files.createTempFile(file.getParent(), FILE, ".new", forOwnerOnly(file));
      Files.writeString(draft, Base64.getEncoder().encodeToString(bytes));
      try {
        Files.createLink(file, draft);
      } catch (FileAlreadyExistsException another) {
        // Another process of this mesh was faster.
      } finally {
        Files.delete(draft);
      }
    }
    String secret = Files.readString(file).strip();
    if (secret.length() < Tokens.SHORTEST_SECRET) {
      throw new IOException(file + " is damaged: remove it, and every token with it");
    }
    return secret;
  }

  private static FileAttribute<?>[] forOwnerOnly(Path file) throws IOException {
    boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
