package ai.tickstock.app.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** One subject of the API. Who asks is known by then: {@link ai.tickstock.app.http.Identity}. */
public interface ApiPart {
  /** Its routes, to be mounted under {@code /api}; one router for each event loop that serves. */
  Router router(Vertx vertx);
}
