package ai.tickstock.app.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host. */
interface NameResolver {
  /** All of them, at least one; fails if there is none. */
  Future<List<InetAddress>> resolve(String host);

  /** As this machine does it. */
  static NameResolver system(Vertx vertx) {
    return host -> vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
  }
}
