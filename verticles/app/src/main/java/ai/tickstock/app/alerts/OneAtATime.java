package ai.tickstock.app.alerts;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * Something that is never done twice at the same time: who asks for it while it is under way has it
 * done once more. Not thread-safe.
 */
final class OneAtATime {
  private final Supplier<Future<Void>> action;
  private Future<Void> underWay;
  private boolean again;

  OneAtATime(Supplier<Future<Void>> action) {
    this.action = action;
  }

  /** Completes as the action does, and after the one it was done again for. */
  Future<Void> run() {
    if (underWay != null) {
      again = true;
      return underWay;
    }
    // Set before it begins: on a busy machine its answer may be there before it can be asked for.
    Promise<Void> done = Promise.promise();
    underWay = done.future();
    Future.succeededFuture()
        .compose(begin -> action.get())
        .eventually(this::ended)
        .onComplete(done);
    return done.future();
  }

  private Future<Void> ended() {
    underWay = null;
    if (!again) {
      return Future.succeededFuture();
    }
    again = false;
    return run();
  }
}
