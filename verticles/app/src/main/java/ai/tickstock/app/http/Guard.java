package ai.tickstock.app.http;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Stands before everything that is not public: lets a request through that bears a valid token, as
 * a cookie or {@code Authorization: Bearer}, and comes from no page of somebody else's.
 * Thread-safe.
 */
public final class Guard {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final boolean onLoopback;
  private final String publicOrigin;

  /**
   * @param onLoopback whether the server listens on loopback only; then nothing may call it by
   *     another name, whatever DNS says
   * @param publicUrl where a proxy shows the page, such as https://ticks.example.org; empty if none
   * @throws IllegalArgumentException if that is no URL
   */
  public Guard(Tokens tokens, boolean onLoopback, String publicUrl) {
    this.tokens = tokens;
    this.onLoopback = onLoopback;
    this.publicOrigin = publicUrl.isEmpty() ? "" : origin(publicUrl);
  }

  private static String origin(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return uri.getScheme() + "://" + uri.getAuthority();
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "http.publicUrl: expected a URL such as https://ticks.example.org, was \"" + url + "\"");
  }

  /** Refuses a request that another site's page makes, or that reached us by another's name. */
  public void sameOrigin(RoutingContext request) {
    HostAndPort authority = request.request().authority();
    String host = authority == null ? null : authority.toString();
    String origin = request.request().getHeader(HttpHeaders.ORIGIN);
    if (host == null || !isOurName(host)) {
      Problem.send(
          request, 403, "Host: expected this server's own name, was \"" + cut(host) + "\"");
    } else if (origin != null && !isOurs(origin, host)) {
      Problem.send(
          request, 403, "Origin: expected this server's own page, was \"" + cut(origin) + "\"");
    } else {
      request.next();
    }
  }

  /**
   * Refuses a change that a page of somebody else's could have a browser ask for: without {@code
   * Origin}, a token or JSON in it, none of which another site can send unasked.
   */
  public void deliberate(RoutingContext request) {
    HttpServerRequest asked = request.request();
    String type = asked.getHeader(HttpHeaders.CONTENT_TYPE);
    boolean isJson = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    if (READING.contains(asked.method())
        || asked.getHeader(HttpHeaders.ORIGIN) != null
        || asked.getHeader(HttpHeaders.AUTHORIZATION) != null
        || isJson) {
      request.next();
    } else {
      Problem.send(
          request,
          403,
          asked.method()
              + ": expected Origin, Authorization or Content-Type: application/json, to know that no"
              + " other site's page asks");
    }
  }

  private boolean isOurName(String host) {
    return !onLoopback || LOOPBACK.contains(name(host)) || publicOrigin.endsWith("://" + host);
  }

  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']') && colon >= 0;
    return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }

  private boolean isOurs(String origin, String host) {
    return origin.equals(publicOrigin)
        || origin.equals("http://" + host)
        || origin.equals("https://" + host);
  }

  /** Lets nobody pass without a valid token; remembers whose it is. The body waits meanwhile. */
  public void authenticate(RoutingContext request) {
    HttpServerRequest asked = request.request();
    boolean hasBody = !READING.contains(asked.method());
    if (hasBody) {
      asked.pause();
    }
    tokens
        .read(token(request))
        .onSuccess(
            identity -> {
              identity.attachTo(request);
              request.next();
            })
        .onFailure(
            refused -> {
              request.response().putHeader("WWW-Authenticate", "Bearer realm=\"tickstock\"");
              Problem.send(
                  request,
                  401,
                  "sign in: open the link that run printed, or send Authorization: Bearer with what"
                      + " 'tickstock token' prints");
            })
        .onComplete(
            passed -> {
              if (hasBody) {
                asked.resume();
              }
            });
  }

  private static String token(RoutingContext request) {
    String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      return header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : null;
    }
    Cookie cookie = request.request().getCookie(cookieName(request));
    return cookie == null ? null : cookie.getValue();
  }

  /** Cookies do not know ports: each server on a machine has its own name. */
  static String cookieName(RoutingContext request) {
    return "tickstock-" + request.request().connection().localAddress().port();
  }

  /** Whether the browser speaks TLS, to the proxy at least. */
  boolean isSecure(RoutingContext request) {
    return request.request().isSSL() || publicOrigin.startsWith("https://");
  }

  /** Whose a token is; fails if it is not valid. */
  Future<Identity> identity(String token) {
    return tokens.read(token);
  }

  String sign(String user, java.time.Duration life) {
    return tokens.sign(user, life);
  }

  private static String cut(String text) {
    return text == null || text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
