package ai.tickstock.launcher.http;

import ai.tickstock.wire.Channels;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;

/** The files of the status page and the public contract, read from the jar once. Immutable. */
public final class Assets {
  private static final String RESOURCES = "/ai/tickstock/launcher/web";
  private static final Map<String, String> TYPES =
      Map.of(
          "/index.html", "text/html; charset=utf-8",
          "/status.css", "text/css; charset=utf-8",
          "/status.js", "text/javascript; charset=utf-8");

  /** One file. */
  public record Asset(String type, Buffer content) {}

  private final Map<String, Asset> byPath = new HashMap<>();

  /** Reads all of them. */
  public Assets() {
    TYPES.forEach((path, type) -> byPath.put(path, new Asset(type, read(path))));
    byPath.put("/", byPath.get("/index.html"));
    byPath.put("/asyncapi.yaml", new Asset("application/yaml", read(Channels.CONTRACT)));
  }

  private static Buffer read(String path) {
    return read(Assets.class.getResource(RESOURCES + path));
  }

  private static Buffer read(URL resource) {
    try (InputStream in = resource.openStream()) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file at a path of the URL, null if there is none. */
  public Asset at(String path) {
    return byPath.get(path);
  }
}
