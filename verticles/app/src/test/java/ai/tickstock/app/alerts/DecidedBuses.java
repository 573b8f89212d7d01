package ai.tickstock.app.alerts;

import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One node's way to Redis, which knows how far that node has decided; in Redis all of them share a
 * position. Thread-safe.
 */
final class DecidedBuses implements BusFactory {
  private final BusFactory buses;
  private final Map<String, LogPosition> decided = new ConcurrentHashMap<>();

  DecidedBuses(BusFactory buses) {
    this.buses = buses;
  }

  /** How far all of a channel's log is decided, null as long as it was not looked at. */
  LogPosition of(String channel) {
    return decided.get(channel);
  }

  @Override
  public Bus create(Vertx vertx) {
    Bus bus = buses.create(vertx);
    return around(
        Bus.class,
        bus,
        (name, arguments, answer) ->
            switch (name) {
              case "committed" ->
                  ((Future<?>) answer)
                      .onSuccess(at -> decided.put(channel(arguments), (LogPosition) at));
              case "read" ->
                  ((Future<?>) answer).map(read -> around(channel(arguments), (LogReader) read));
              default -> answer;
            });
  }

  private static String channel(Object[] arguments) {
    return ((TopicOptions) arguments[0]).channel();
  }

  private LogReader around(String channel, LogReader reader) {
    return around(
        LogReader.class,
        reader,
        (name, arguments, answer) ->
            name.equals("commit")
                ? ((Future<?>) answer)
                    .onSuccess(done -> decided.put(channel, (LogPosition) arguments[0]))
                : answer);
  }

  private interface Heard {
    Object answered(String method, Object[] arguments, Object answer);
  }

  private static <T> T around(Class<T> type, T inner, Heard heard) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return heard.answered(method.getName(), arguments, method.invoke(inner, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
