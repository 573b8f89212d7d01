package ai.tickstock.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A parsed {@code postgresql://user:password@host:port/database}. Never prints its password. */
record DatabaseUrl(String host, int port, String user, String password, String database) {
  private static final String EXPECTED = "expected postgresql://user:password@host:port/database, ";
  private static final int DEFAULT_PORT = 5432;

  /**
   * Reads a URL; user and password may be percent-encoded, the port defaults to 5432.
   *
   * @throws IllegalArgumentException saying what is wrong, without the password
   */
  static DatabaseUrl parse(String url) {
    URI uri = uri(url);
    if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
      throw refused("the scheme was " + uri.getScheme());
    }
    if (uri.getHost() == null) {
      throw refused("there is no host, or it is not a valid one");
    }
    String path = uri.getPath();
    if (path == null || path.length() < 2 || path.indexOf('/', 1) >= 0) {
      throw refused("there is no database name");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw refused("parameters after the database name are not supported");
    }
    String userInfo = uri.getRawUserInfo();
    if (userInfo == null || userInfo.isEmpty() || userInfo.startsWith(":")) {
      throw refused("there is no user");
    }
    int colon = userInfo.indexOf(':');
    String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    String password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    if (port < 1 || port > 65_535) {
      throw refused("the port was " + port);
    }
    return new DatabaseUrl(uri.getHost(), port, user, password, path.substring(1));
  }

  /** The same place, as JDBC names it, without user and password. */
  String jdbc() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  @Override
  public String toString() {
    return "postgresql://" + user + ":***@" + host + ":" + port + "/" + database;
  }

  private static URI uri(String url) {
    if (url == null || url.isBlank()) {
      throw refused("was empty");
    }
    try {
      return new URI(url.strip());
    } catch (URISyntaxException e) {
      // The exception's own message and input would show the password.
      throw refused(
          "it has a character that must be percent-encoded (in the password, perhaps), or a bad"
              + " port");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException("postgres.url: " + EXPECTED + reason);
  }
}
