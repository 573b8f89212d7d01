package ai.tickstock.wire.users;

import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisCommands;
import ai.tickstock.wire.log.Script;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Users' messages in Redis. */
public final class RedisUserMessages implements UserMessages {
  private static final Script FIRE = Script.load(RedisUserMessages.class, "fire.lua");
  private static final Script ACKNOWLEDGE = Script.load(RedisUserMessages.class, "acknowledge.lua");

  private final RedisCommands redis;
  private final int mostMessages;

  private RedisUserMessages(Vertx vertx, RedisBusOptions options, int mostMessages) {
    this.redis = new RedisCommands(vertx, options);
    this.mostMessages = mostMessages;
  }

  /**
   * Ways to one Redis.
   *
   * @param mostMessages for each user, {@code alerts.offline.maxMessages}; at least {@link
   *     UserMessages#LEAST_MESSAGES}
   */
  public static UserMessagesFactory factory(RedisBusOptions options, int mostMessages) {
    if (mostMessages < LEAST_MESSAGES) {
      throw new IllegalArgumentException(
          "alerts.offline.maxMessages: expected at least "
              + LEAST_MESSAGES
              + ", was "
              + mostMessages);
    }
    return vertx -> new RedisUserMessages(vertx, options, mostMessages);
  }

  @Override
  public Future<Fired> fire(String user, Firing firing) {
    return checked(() -> redis.run(FIRE, keys(user, firing), arguments(user, firing)))
        .map(
            answer ->
                new Fired(
                    Fired.Outcome.valueOf(answer.get(0).toString().toUpperCase(Locale.ROOT)),
                    answer.get(1).toString()));
  }

  private static List<String> keys(String user, Firing firing) {
    return List.of(
        UserKeys.messages(user),
        UserKeys.kept(user),
        UserKeys.fired(user),
        UserKeys.marks(user, firing.subscriptionId()));
  }

  private List<String> arguments(String user, Firing firing) {
    boolean keeps = firing.message() != null;
    List<String> arguments = new ArrayList<>();
    arguments.add(firing.alertId());
    arguments.add("" + firing.atMillis());
    arguments.add(keeps ? "1" : "0");
    arguments.add(keeps ? firing.message() : "");
    arguments.add(user);
    arguments.add("" + mostMessages);
    arguments.add("" + MESSAGE_MILLIS);
    arguments.add("" + MEMORY_MILLIS);
    arguments.add("" + MOST_IDS);
    arguments.add("" + MOST_MARKS);
    for (FireLimit limit : firing.limits()) {
      arguments.add(limit.mark());
      arguments.add("" + limit.quiet().toMillis());
    }
    return arguments;
  }

  @Override
  public Future<List<Kept>> pending(String user, String afterEntry, int limit) {
    return checked(
            () -> {
              String from = UserKeys.checkedEntry(afterEntry).isEmpty() ? "-" : "(" + afterEntry;
              return redis.send(
                  Request.cmd(Command.XRANGE)
                      .arg(UserKeys.messages(user))
                      .arg(from)
                      .arg("+")
                      .arg("COUNT")
                      .arg(limit));
            })
        .map(RedisUserMessages::kept);
  }

  /** What has no data is none of ours, and passed over. */
  private static List<Kept> kept(Response entries) {
    List<Kept> all = new ArrayList<>(entries.size());
    for (Response entry : entries) {
      String alert = "";
      String data = null;
      Response fields = entry.get(1);
      for (int i = 0; i + 1 < fields.size(); i += 2) {
        switch (fields.get(i).toString()) {
          case "alert" -> alert = fields.get(i + 1).toString();
          case "data" -> data = fields.get(i + 1).toString();
          default -> {
            // A summary's figures: they stand in its data as well.
          }
        }
      }
      if (data != null) {
        all.add(new Kept(entry.get(0).toString(), alert, data));
      }
    }
    return all;
  }

  @Override
  public Future<List<String>> acknowledge(String user, List<String> alertIds) {
    return checked(
            () ->
                redis.run(
                    ACKNOWLEDGE,
                    List.of(UserKeys.messages(user), UserKeys.kept(user)),
                    UserKeys.checkedIds(alertIds)))
        .map(removed -> removed.stream().map(Response::toString).toList());
  }

  @Override
  public Future<Long> length(String user) {
    return checked(() -> redis.send(Request.cmd(Command.XLEN).arg(UserKeys.messages(user))))
        .map(Response::toLong);
  }

  @Override
  public Future<Void> forget(String user, String subscriptionId) {
    return checked(
            () -> redis.send(Request.cmd(Command.DEL).arg(UserKeys.marks(user, subscriptionId))))
        .mapEmpty();
  }

  @Override
  public void close() {
    redis.close();
  }

  private static <T> Future<T> checked(Supplier<Future<T>> call) {
    try {
      return call.get();
    } catch (IllegalArgumentException refused) {
      return Future.failedFuture(refused);
    }
  }
}
