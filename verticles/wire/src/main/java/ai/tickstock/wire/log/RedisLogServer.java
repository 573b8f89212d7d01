package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * A Redis, over three connections: one that appends and publishes, one that reads, one that hears.
 */
final class RedisLogServer implements LogServer {
  static final long PING_MILLIS = 2_000;

  private final CommandLine appending;
  private final CommandLine reading;
  private final HearingLine hearing;

  RedisLogServer(Vertx vertx, RedisBusOptions options) {
    appending = new CommandLine(vertx, "appending", options);
    reading = new CommandLine(vertx, "reading", options);
    hearing = new HearingLine(vertx, options);
  }

  @Override
  public void watch(Way way, Watcher watcher) {
    line(way).watch(watcher);
  }

  @Override
  public void unwatch(Way way, Watcher watcher) {
    line(way).unwatch(watcher);
  }

  @Override
  public Future<Answer> append(Way way, Flush flush) {
    CommandLine line = line(way);
    Request byDigest = Request.cmd(Command.EVALSHA).arg(Script.APPEND.sha());
    return line.run(
            appendArguments(byDigest, flush, line.run()),
            () ->
                appendArguments(
                    Request.cmd(Command.EVAL).arg(Script.APPEND.text()), flush, line.run()))
        .map(RedisLogServer::answer);
  }

  private static Request appendArguments(Request request, Flush flush, String run) {
    TopicOptions topic = flush.topic();
    String channel = topic.channel();
    request
        .arg(4)
        .arg(channel)
        .arg(key(channel, "head"))
        .arg(key(channel, "readers"))
        .arg(key(channel, "adopter"))
        .arg(flush.publisher())
        .arg(flush.seq())
        .arg(flush.oldest())
        .arg(run)
        .arg(flush.epoch())
        .arg(flush.framing())
        .arg(topic.history())
        .arg(topic.capacity())
        .arg(flush.token())
        .arg(flush.count())
        .arg(suffix(flush.publisher()))
        .arg(topic.durableReaders().size());
    topic.durableReaders().forEach(request::arg);
    return request.arg(flush.data()).arg(flush.ends());
  }

  /** What stands between the offset and the sequence of each message that is published. */
  static String suffix(String publisher) {
    String escaped = publisher.replace("\\", "\\\\").replace("\"", "\\\"");
    return ",\"pub\":\"" + escaped + "\",\"seq\":";
  }

  private static Answer answer(Response response) {
    String outcome = response.get(0).toString();
    if (outcome.equals("fenced")) {
      return new Answer(Outcome.FENCED, 0, 0, 0, 0, 0, LogPosition.START, "");
    }
    return new Answer(
        switch (outcome) {
          case "ok" -> Outcome.OK;
          case "gap" -> Outcome.GAP;
          case "full" -> Outcome.FULL;
          default -> throw new IllegalStateException("append.lua answered " + outcome);
        },
        response.get(1).toLong(),
        response.get(2).toLong(),
        response.get(3).toLong(),
        response.get(4).toInteger(),
        response.get(5).toLong(),
        new LogPosition(response.get(6).toLong(), response.get(7).toLong()),
        response.get(8).toString());
  }

  @Override
  public Future<List<LogEntry>> after(String channel, LogPosition position, int entries) {
    return reading
        .send(
            Request.cmd(Command.XRANGE)
                .arg(channel)
                .arg("(" + position)
                .arg("+")
                .arg("COUNT")
                .arg(entries))
        .map(RedisLogServer::entries);
  }

  @Override
  public Future<List<LogEntry>> at(String channel, LogPosition position) {
    return reading
        .send(
            Request.cmd(Command.XREVRANGE)
                .arg(channel)
                .arg(position.toString())
                .arg("-")
                .arg("COUNT")
                .arg(1))
        .map(RedisLogServer::entries);
  }

  private static List<LogEntry> entries(Response response) {
    List<LogEntry> entries = new ArrayList<>(response.size());
    for (Response entry : response) {
      entries.add(entry(entry.get(0).toString(), entry.get(1)));
    }
    return entries;
  }

  private static LogEntry entry(String id, Response fields) {
    String publisher = "";
    long seq = 0;
    int count = 0;
    Buffer data = Buffer.buffer("[]");
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      Response value = fields.get(i + 1);
      switch (fields.get(i).toString()) {
        case "pub" -> publisher = value.toString();
        case "seq" -> seq = value.toLong();
        case "count" -> count = value.toInteger();
        case "data" -> data = value.toBuffer();
        default -> {
          // Written by a later version: nothing we need.
        }
      }
    }
    LogPosition first = position(id);
    return new LogEntry(first.epoch(), first.offset(), publisher, seq, count, 0, data);
  }

  @Override
  public Future<Void> commit(String channel, String reader, LogPosition position) {
    return reading
        .send(
            Request.cmd(Command.HSET)
                .arg(key(channel, "readers"))
                .arg(reader)
                .arg(position.toString()))
        .mapEmpty();
  }

  @Override
  public Future<LogPosition> committed(String channel, String reader) {
    return reading
        .send(Request.cmd(Command.HGET).arg(key(channel, "readers")).arg(reader))
        .map(found -> found == null ? LogPosition.START : position(found.toString()));
  }

  @Override
  public Future<Boolean> lease(String channel, String token, long millis) {
    return script(Script.LEASE, key(channel, "adopter"), token, "" + millis)
        .map(held -> held.toInteger() == 1);
  }

  @Override
  public Future<Void> release(String channel, String token) {
    return script(Script.RELEASE, key(channel, "adopter"), token, "").mapEmpty();
  }

  private Future<Response> script(Script script, String key, String first, String second) {
    return reading.send(
        Request.cmd(Command.EVAL).arg(script.text()).arg(1).arg(key).arg(first).arg(second));
  }

  @Override
  public Future<Void> publish(String channel, Buffer message) {
    return appending.send(Request.cmd(Command.PUBLISH).arg(channel).arg(message)).mapEmpty();
  }

  @Override
  public Future<Void> subscribe(String channel, Ear ear) {
    return hearing.subscribe(channel, ear);
  }

  @Override
  public void unsubscribe(String channel, Ear ear) {
    hearing.unsubscribe(channel, ear);
  }

  @Override
  public Future<Void> caughtUp() {
    return hearing.caughtUp();
  }

  @Override
  public Future<BusHealth> health() {
    long asked = System.nanoTime();
    return reading
        .send(Request.cmd(Command.PING))
        .map(pong -> (System.nanoTime() - asked) / 1e6)
        .compose(
            millis ->
                reading
                    .send(Request.cmd(Command.INFO))
                    .map(Response::toString)
                    .map(info -> health(millis, info)));
  }

  private static BusHealth health(double latencyMillis, String info) {
    return new BusHealth(
        latencyMillis,
        Info.number(info, "connected_clients"),
        Info.of(info, "used_memory_human"),
        Info.number(info, "keyspace_hits"),
        Info.number(info, "keyspace_misses"));
  }

  @Override
  public Future<Void> close() {
    appending.close();
    reading.close();
    hearing.close();
    return Future.succeededFuture();
  }

  /** The companion of a log, in the same cluster slot. */
  static String key(String channel, String what) {
    return "{" + channel + "}:" + what;
  }

  private static LogPosition position(String id) {
    int dash = id.indexOf('-');
    return new LogPosition(
        Long.parseLong(id, 0, dash, 10), Long.parseLong(id, dash + 1, id.length(), 10));
  }

  private CommandLine line(Way way) {
    return way == Way.APPENDING ? appending : reading;
  }
}
