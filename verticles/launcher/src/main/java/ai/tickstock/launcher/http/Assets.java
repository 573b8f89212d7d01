package ai.tickstock.launcher.http;

import ai.tickstock.app.api.Api;
import ai.tickstock.wire.Channels;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of the page and the public contract, read from the jar once. Immutable. */
public final class Assets {
  private static final String RESOURCES = "/ai/tickstock/launcher/web";

  /** Made by the page's build: the paths of its files, a line each. */
  private static final String LIST = "/files.txt";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "yaml", "application/yaml");

  /** Files whose names change with their content are kept by browsers for ever. */
  private static final String NAMED_BY_CONTENT = "/assets/";

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String NEVER = "no-store";

  /**
   * One file.
   *
   * @param type its media type
   * @param caching whether a browser may keep it, a {@code Cache-Control}
   */
  public record Asset(String type, String caching, Buffer content) {
    /** Whether a person would look at it. */
    boolean isPage() {
      return type.startsWith("text/html");
    }
  }

  private final Map<String, Asset> byPath = new HashMap<>();

  /** Reads all of them. */
  public Assets() {
    List<String> files = read(RESOURCES + LIST).toString().lines().toList();
    files.forEach(path -> byPath.put(path, asset(path, read(RESOURCES + path))));
    byPath.put("/", byPath.get("/index.html"));
    byPath.put("/asyncapi.yaml", asset("/asyncapi.yaml", read(Channels.CONTRACT)));
    byPath.put("/openapi.yaml", asset("/openapi.yaml", read(Api.OPENAPI)));
  }

  private static Asset asset(String path, Buffer content) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return new Asset(
        TYPES.getOrDefault(extension, "application/octet-stream"),
        path.startsWith(NAMED_BY_CONTENT) ? FOR_EVER : NEVER,
        content);
  }

  private static Buffer read(String resource) {
    return read(Assets.class.getResource(resource));
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
