package ai.tickstock.wire.users;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The in-memory twin: the same promises, inside one JVM, over no restart. All ways it makes share
 * its messages, and may live on any context of any Vert.x. Thread-safe.
 */
public final class MemoryUserMessages implements UserMessagesFactory {
  private final Map<String, MemoryMailbox> users = new HashMap<>();
  private final int mostMessages;
  private final LongSupplier clock;

  /** A twin with room for so many messages of each user. */
  public MemoryUserMessages(int mostMessages) {
    this(mostMessages, System::currentTimeMillis);
  }

  /**
   * A twin with a clock of its own.
   *
   * @param clock Unix milliseconds
   */
  public MemoryUserMessages(int mostMessages, LongSupplier clock) {
    this.mostMessages = mostMessages;
    this.clock = clock;
  }

  @Override
  public UserMessages create(Vertx vertx) {
    return new Way(vertx.getOrCreateContext());
  }

  private synchronized <T> T step(String user, java.util.function.Function<MemoryMailbox, T> step) {
    UserKeys.messages(user);
    return step.apply(
        users.computeIfAbsent(user, name -> new MemoryMailbox(name, mostMessages, clock)));
  }

  /** Done at once; the answer comes later, on the caller's context, in order. */
  private final class Way implements UserMessages {
    private final Context context;

    private Way(Context context) {
      this.context = context;
    }

    @Override
    public Future<Fired> fire(String user, Firing firing) {
      return later(() -> step(user, box -> box.fire(firing)));
    }

    @Override
    public Future<List<Kept>> pending(String user, String afterEntry, int limit) {
      return later(
          () -> {
            String after = UserKeys.checkedEntry(afterEntry);
            return step(user, box -> box.pending(after, limit));
          });
    }

    @Override
    public Future<List<String>> acknowledge(String user, List<String> alertIds) {
      return later(
          () -> {
            List<String> ids = UserKeys.checkedIds(alertIds);
            return step(user, box -> box.acknowledge(ids));
          });
    }

    @Override
    public Future<Long> length(String user) {
      return later(() -> step(user, MemoryMailbox::length));
    }

    @Override
    public Future<Void> forget(String user, String subscriptionId) {
      return later(
          () ->
              step(
                  user,
                  box -> {
                    box.forget(subscriptionId);
                    return null;
                  }));
    }

    private <T> Future<T> later(Supplier<T> step) {
      Promise<T> answer = Promise.promise();
      try {
        T done = step.get();
        context.runOnContext(now -> answer.complete(done));
      } catch (IllegalArgumentException refused) {
        context.runOnContext(now -> answer.fail(refused));
      }
      return answer.future();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
