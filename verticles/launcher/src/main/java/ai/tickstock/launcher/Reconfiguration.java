package ai.tickstock.launcher;

import ai.tickstock.app.AppHalf;
import ai.tickstock.launcher.config.ConfigWatch;
import ai.tickstock.pl.PlHalf;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Hands a changed configuration to all that work by it.
 *
 * @param node this process's name, which a file may leave open
 * @param pl null if that half does not run here
 * @param app null if that half does not run here
 */
record Reconfiguration(Role role, String node, PlHalf pl, AppHalf app)
    implements ConfigWatch.Users {
  @Override
  public void check(JsonObject config) {
    RunCommand.check(config, role);
  }

  @Override
  public Future<Void> reconfigure(JsonObject from, JsonObject to) {
    from.put("node", node);
    to.put("node", node);
    Logging.level(to);
    Future<Void> done = pl == null ? Future.succeededFuture() : pl.reconfigure(from, to);
    return app == null ? done : done.compose(before -> app.reconfigure(from, to));
  }
}
