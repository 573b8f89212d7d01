package ai.tickstock.launcher.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The files of the status page, read from the jar once. Immutable. */
final class Assets {
  private static final String RESOURCES = "/ai/tickstock/launcher/web";
  private static final Map<String, String> TYPES =
      Map.of(
          "/index.html", "text/html; charset=utf-8",
          "/status.css", "text/css; charset=utf-8",
          "/status.js", "text/javascript; charset=utf-8");

  /** One file. */
  record Asset(String type, Buffer content) {}

  private final Map<String, Asset> byPath = new HashMap<>();

  Assets() {
    TYPES.forEach((path, type) -> byPath.put(path, new Asset(type, read(path))));
    byPath.put("/", byPath.get("/index.html"));
  }

  private static Buffer read(String path) {
    try (InputStream in = Assets.class.getResourceAsStream(RESOURCES + path)) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file at a path of the URL, null if there is none. */
  Asset at(String path) {
    return byPath.get(path);
  }
}
