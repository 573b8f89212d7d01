package ai.tickstock.app.delivery;

import ai.tickstock.store.users.DeliveryQueue;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A queue in which nothing ever waits. */
final class EmptyQueue implements DeliveryQueue {
  @Override
  public Future<List<Delivery>> claim(
      String claim, Duration lease, int limit, int perHost, Collection<String> without) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Boolean> delivered(Delivery delivery) {
    return Future.succeededFuture(false);
  }

  @Override
  public Future<Boolean> again(Delivery delivery, Duration in, String error, boolean counts) {
    return Future.succeededFuture(false);
  }

  @Override
  public Future<Boolean> dead(Delivery delivery, String error) {
    return Future.succeededFuture(false);
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String user, long before, int limit) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Boolean> retry(String user, long id) {
    return Future.succeededFuture(false);
  }

  @Override
  public Future<Long> waiting() {
    return Future.succeededFuture(0L);
  }
}
