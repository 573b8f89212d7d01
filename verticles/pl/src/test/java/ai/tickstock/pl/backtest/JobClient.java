package ai.tickstock.pl.backtest;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.JobBoard;
import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.jobs.JobState;
import ai.tickstock.wire.jobs.Submission;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogReader;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Somebody at the other end: publishes like any Redis client, and hears what comes of it. */
final class JobClient extends VerticleBase {
  final List<JsonObject> results = new CopyOnWriteArrayList<>();
  final List<JsonObject> progress = new CopyOnWriteArrayList<>();
  final List<JsonObject> errors = new CopyOnWriteArrayList<>();
  private final BusFactory buses;
  private final JobBoards boards;
  private Bus bus;
  private JobBoard board;

  JobClient(BusFactory buses, JobBoards boards) {
    this.buses = buses;
    this.boards = boards;
  }

  @Override
  public Future<?> start() {
    bus = buses.create(vertx);
    board = boards.create(vertx);
    return Future.all(
        read(Channels.BACKTEST_RESULTS, results),
        read(Channels.BACKTEST_PROGRESS, progress),
        bus.subscribe(Channels.ERRORS, message -> errors.add(message.toJsonObject())));
  }

  private Future<?> read(String channel, List<JsonObject> into) {
    return bus.read(
        Topics.from(new JsonObject()).topic(channel),
        "test",
        LogReader.Start.beginning(),
        false,
        new LogReader.Listener() {
          @Override
          public Future<?> batch(LogBatch batch) {
            for (LogEntry entry : batch.entries()) {
              JsonArray messages = new JsonArray(entry.data());
              for (int i = entry.skip(); i < messages.size(); i++) {
                into.add(messages.getJsonObject(i));
              }
            }
            return Future.succeededFuture();
          }

          @Override
          public void gap(LogGap gap) {
            throw new AssertionError(gap);
          }
        });
  }

  void publish(String channel, JsonObject message) {
    ask(() -> bus.publish(channel, message.toBuffer()));
  }

  void publish(String channel, String text) {
    ask(() -> bus.publish(channel, Buffer.buffer(text)));
  }

  void cancel(String jobId) {
    publish(
        Channels.JOBS_SYSTEM,
        new JsonObject().put("command", "cancel_job").put("job_id", jobId).put("timestamp", 1));
  }

  Submission submit(JsonObject job) {
    return ask(
        () ->
            board.submit(
                job.getString("job_id"), job.getString("user_id"), job, Instant.now(), 100));
  }

  JobState state(String jobId) {
    return ask(() -> board.state(jobId));
  }

  private <T> T ask(Supplier<Future<T>> call) {
    Future<T> answer =
        Future.future(done -> context.runOnContext(here -> call.get().onComplete(done)));
    try {
      return answer.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within 30 s", e);
    }
  }
}
