package ai.tickstock.wire.log;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A bus over some server. All it does happens on the context it was made on. */
final class LogBus implements Bus {
  private static final FlushOptions ADOPTING = new FlushOptions(5, 256 << 10, 2);
  private static final long ADOPTING_BYTES = 8L << 20;

  private static final long RETRY_MILLIS = 500;
  private static final LogPosition BEHIND_ALL = new LogPosition(Long.MAX_VALUE, Long.MAX_VALUE);

  /** What the readers do last may take so long, then the connections are closed. */
  private static final long CLOSE_MILLIS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final LogServer server;
  private final RedisBusOptions options;
  private final FlushOptions flushing;
  private final Budget budget;
  private final Set<LogAppender> appenders = new LinkedHashSet<>();
  private final Set<PullingReader> readers = new LinkedHashSet<>();
  private boolean isClosed;

  LogBus(Vertx vertx, Context context, LogServer server, RedisBusOptions options) {
    this.vertx = vertx;
    this.context = context;
    this.server = server;
    this.options = options;
    this.flushing =
        new FlushOptions(
            options.flushes().interval().toMillis(),
            options.flushes().maxBytes(),
            options.flushes().maxInFlight());
    this.budget = new Budget(options.retainBytes());
  }

  @Override
  public Future<Appender> appender(TopicOptions topic, String publisher, long used) {
    if (!isPublisher(publisher)) {
      return Future.failedFuture(
          new IllegalArgumentException(
              "publisher: expected 1 to 200 printable characters, was '" + publisher + "'"));
    }
    return here(() -> make(topic, publisher, "", flushing, budget, () -> {}).open(used));
  }

  @Override
  public Future<Long> mark(TopicOptions topic, String publisher) {
    return here(
        () -> {
          LogAppender looking = make(topic, publisher, "", flushing, budget, () -> {});
          return looking
              .open(0)
              .map(appender -> appender.nextSeq() - 1)
              .onComplete(done -> looking.close());
        });
  }

  @Override
  public Future<LogReader> read(
      TopicOptions topic,
      String name,
      LogReader.Start start,
      boolean adopt,
      LogReader.Listener listener) {
    return here(
        () -> {
          PullingReader[] self = new PullingReader[1];
          self[0] =
              new PullingReader(
                  vertx,
                  server,
                  topic,
                  name,
                  start,
                  listener,
                  adopt ? adopter(topic) : null,
                  RedisBusOptions.WAKE_INTERVAL.toMillis(),
                  () -> readers.remove(self[0]));
          readers.add(self[0]);
          return self[0].open();
        });
  }

  @Override
  public Future<LogPosition> committed(TopicOptions topic, String reader) {
    return here(() -> patiently(() -> server.committed(topic.channel(), reader)));
  }

  @Override
  public Future<LogEntry> newest(TopicOptions topic) {
    return here(() -> patiently(() -> server.at(topic.channel(), BEHIND_ALL)))
        .map(found -> found.isEmpty() ? null : found.get(0));
  }

  /** Asks again while there is no answer. */
  private <T> Future<T> patiently(Supplier<Future<T>> question) {
    return question
        .get()
        .recover(
            away ->
                isClosed
                    ? Future.failedFuture(away)
                    : vertx
                        .timer(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(passed -> patiently(question)));
  }

  @Override
  public Future<Void> publish(String channel, Buffer message) {
    return here(() -> server.publish(channel, message));
  }

  @Override
  public Future<Void> subscribe(String channel, Handler<Buffer> handler) {
    return here(() -> server.subscribe(channel, new PlainEar(handler)));
  }

  @Override
  public Future<BusHealth> health() {
    return here(server::health);
  }

  @Override
  public Future<Void> close() {
    return here(
        () -> {
          List<Future<Void>> closing = new ArrayList<>();
          isClosed = true;
          List.copyOf(readers).forEach(reader -> closing.add(reader.close()));
          return Future.join(closing)
              .timeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS)
              .otherwiseEmpty()
              .compose(
                  left -> {
                    List.copyOf(appenders).forEach(LogAppender::close);
                    return server.close();
                  });
        });
  }

  private Adopter adopter(TopicOptions topic) {
    return new Adopter(
        vertx,
        server,
        topic.channel(),
        options.timeouts().lease().toMillis(),
        (publisher, token, fenced) ->
            make(topic, publisher, token, ADOPTING, new Budget(ADOPTING_BYTES), fenced),
        new InvalidPayloads(vertx, server, topic.channel(), options.invalidPayload()));
  }

  private LogAppender make(
      TopicOptions topic,
      String publisher,
      String token,
      FlushOptions how,
      Budget held,
      Runnable fenced) {
    LogAppender[] self = new LogAppender[1];
    self[0] =
        new LogAppender(
            vertx,
            server,
            topic,
            publisher,
            token,
            how,
            held,
            fenced,
            () -> appenders.remove(self[0]));
    appenders.add(self[0]);
    return self[0];
  }

  /** Runs it on the bus' context, whoever calls. */
  private <T> Future<T> here(Supplier<Future<T>> call) {
    if (isClosed) {
      return Future.failedFuture(new IllegalStateException("the bus is closed"));
    }
    if (Vertx.currentContext() == context) {
      return call.get();
    }
    Promise<T> promise = Promise.promise();
    context.runOnContext(v -> call.get().onComplete(promise));
    return promise.future();
  }

  private static boolean isPublisher(String publisher) {
    return !publisher.isEmpty()
        && publisher.length() <= 200
        && publisher.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static final class PlainEar implements LogServer.Ear {
    private final Handler<Buffer> handler;

    PlainEar(Handler<Buffer> handler) {
      this.handler = handler;
    }

    @Override
    public void heard(byte[] bytes, int from, int length) {
      handler.handle(Buffer.buffer(length).appendBytes(bytes, from, length));
    }

    @Override
    public void again() {
      // A plain channel promises nothing for the time in between.
    }
  }
}
