package ai.tickstock.app.api;

import static ai.tickstock.app.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.bridge.Site;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.Map;

/** A signed-in user who asks the API; whatever is answered must be as {@code openapi.yaml} says. */
public final class Caller {
  private final Site site;
  private final WebClient client;
  private final String token;

  public Caller(Vertx vertx, Site site, String user) {
    this.site = site;
    this.client = WebClient.create(vertx);
    this.token = site.token(user);
  }

  /**
   * Asks, and compares the answer with its documentation.
   *
   * @param path template such as {@code /api/universes/{name}} with what to put in; a query may
   *     follow
   * @param body null for none
   */
  public HttpResponse<Buffer> ask(
      String method, String path, Map<String, String> headers, Buffer body) throws Exception {
    var request =
        client
            .request(HttpMethod.valueOf(method), site.port(), "127.0.0.1", path)
            .putHeader("Authorization", "Bearer " + token);
    headers.forEach(request::putHeader);
    HttpResponse<Buffer> answer = await(body == null ? request.send() : request.sendBuffer(body));
    assertThat(OpenApi.faults(method, path, answer)).as(answer.bodyAsString()).isEmpty();
    return answer;
  }

  public HttpResponse<Buffer> get(String path) throws Exception {
    return ask("GET", path, Map.of(), null);
  }

  public HttpResponse<Buffer> delete(String path) throws Exception {
    return ask("DELETE", path, Map.of(), null);
  }

  public HttpResponse<Buffer> put(String path, JsonObject body) throws Exception {
    return ask("PUT", path, Map.of("Content-Type", "application/json"), body.toBuffer());
  }

  public HttpResponse<Buffer> post(String path, JsonObject body) throws Exception {
    return ask("POST", path, Map.of("Content-Type", "application/json"), body.toBuffer());
  }

  /** The body of an answer of this status. */
  public static JsonObject json(HttpResponse<Buffer> answer, int status) {
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
    return answer.bodyAsJsonObject();
  }

  /** Checks that an answer is a problem of this status that says so. */
  public static void refused(HttpResponse<Buffer> answer, int status, String detail) {
    assertThat(json(answer, status).getString("detail")).isEqualTo(detail);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
  }
}
