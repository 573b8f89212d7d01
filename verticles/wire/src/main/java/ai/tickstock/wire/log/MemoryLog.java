package ai.tickstock.wire.log;

import ai.tickstock.wire.log.LogServer.Answer;
import ai.tickstock.wire.log.LogServer.Flush;
import ai.tickstock.wire.log.LogServer.Outcome;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** One log of the twin: says and does what {@code append.lua} does. Guarded by its broker. */
final class MemoryLog {
  private final String channel;
  private final LongSupplier clock;
  private final BiConsumer<String, byte[]> publish;
  private final TreeMap<LogPosition, LogEntry> entries = new TreeMap<>();
  private final Map<String, Long> marks = new HashMap<>();
  private final Map<String, LogPosition> readers = new HashMap<>();
  private long epoch;
  private long head;
  private long run = -1;
  private String leaseHolder = "";
  private long leaseEnd;

  MemoryLog(String channel, LongSupplier clock, BiConsumer<String, byte[]> publish) {
    this.channel = channel;
    this.clock = clock;
    this.publish = publish;
  }

  MemoryLog copy() {
    MemoryLog copy = new MemoryLog(channel, clock, publish);
    copy.entries.putAll(entries);
    copy.marks.putAll(marks);
    copy.readers.putAll(readers);
    copy.epoch = epoch;
    copy.head = head;
    copy.run = run;
    return copy;
  }

  Answer append(long serverRun, Flush flush) {
    if (!flush.token().isEmpty() && !holds(flush.token())) {
      return new Answer(Outcome.FENCED, 0, 0, 0, 0, 0, LogPosition.START, "");
    }
    if (run != serverRun || epoch < flush.epoch()) {
      epoch = Math.max(Math.max(epoch, flush.epoch()) + 1, clock.getAsLong());
      run = serverRun;
    }
    TopicOptions topic = flush.topic();
    long mark = marks.getOrDefault(flush.publisher(), 0L);
    if (flush.count() == 0) {
      return answer(Outcome.OK, topic, mark, 0, 0);
    }
    if (flush.seq() > mark + 1 && flush.seq() != flush.oldest()) {
      return answer(Outcome.GAP, topic, mark, 0, 0);
    }
    int skip = (int) Math.min(flush.count(), Math.max(0, mark - flush.seq() + 1));
    int accepted = flush.count() - skip;
    if (accepted == 0) {
      return answer(Outcome.OK, topic, mark, 0, 0);
    }
    if (!hasRoom(topic, accepted)) {
      return answer(Outcome.FULL, topic, mark, 0, 0);
    }
    long first = head + 1;
    write(flush, skip, first);
    announce(flush, skip, first);
    return answer(Outcome.OK, topic, flush.seq() + flush.count() - 1, first, accepted);
  }

  List<LogEntry> after(LogPosition position, int most) {
    return List.copyOf(entries.tailMap(position, false).values().stream().limit(most).toList());
  }

  List<LogEntry> at(LogPosition position) {
    var entry = entries.floorEntry(position);
    return entry == null ? List.of() : List.of(entry.getValue());
  }

  void commit(String reader, LogPosition position) {
    readers.put(reader, position);
  }

  LogPosition committed(String reader) {
    return readers.getOrDefault(reader, LogPosition.START);
  }

  boolean lease(String token, long millis) {
    if (!leaseHolder.isEmpty() && System.nanoTime() - leaseEnd < 0 && !holds(token)) {
      return false;
    }
    leaseHolder = token;
    leaseEnd = System.nanoTime() + millis * 1_000_000;
    return true;
  }

  void release(String token) {
    if (leaseHolder.equals(token)) {
      leaseHolder = "";
    }
  }

  /** Forgets all but its first messages, as a server that comes back with an older state. */
  void forget(long messagesKept) {
    leaseHolder = "";
    long before = entries.isEmpty() ? head : entries.firstKey().offset() - 1;
    long kept = Math.min(head, Math.max(messagesKept, 0));
    while (!entries.isEmpty() && entries.lastEntry().getValue().end().offset() > kept) {
      LogEntry lost = entries.pollLastEntry().getValue();
      marks.put(lost.publisher(), lost.seq() - 1);
    }
    head =
        entries.isEmpty() ? Math.min(before, kept) : entries.lastEntry().getValue().end().offset();
    marks.values().removeIf(mark -> mark == 0);
    LogPosition end = entries.isEmpty() ? LogPosition.START : entries.lastEntry().getValue().end();
    readers.replaceAll((reader, position) -> position.compareTo(end) > 0 ? end : position);
    if (messagesKept == 0) {
      marks.clear();
      readers.clear();
      head = 0;
      epoch = 0;
    }
  }

  /** Drops the oldest entries, whoever still wants them, as somebody with a console might. */
  void trimTo(long firstOffset) {
    while (!entries.isEmpty() && entries.firstKey().offset() < firstOffset) {
      entries.pollFirstEntry();
    }
  }

  private boolean holds(String token) {
    return leaseHolder.equals(token) && System.nanoTime() - leaseEnd < 0;
  }

  private Answer answer(Outcome outcome, TopicOptions topic, long mark, long first, int accepted) {
    String name = slowestReader(topic);
    LogPosition slowest = name.isEmpty() ? new LogPosition(epoch, head) : committed(name);
    return new Answer(outcome, epoch, mark, first, accepted, head, slowest, name);
  }

  private String slowestReader(TopicOptions topic) {
    String slowest = "";
    for (String reader : topic.durableReaders()) {
      if (slowest.isEmpty() || committed(reader).compareTo(committed(slowest)) < 0) {
        slowest = reader;
      }
    }
    return slowest;
  }

  private boolean hasRoom(TopicOptions topic, int accepted) {
    String name = slowestReader(topic);
    LogPosition slowest = name.isEmpty() ? new LogPosition(epoch, head) : committed(name);
    trim(slowest, slowest.offset() - topic.history());
    trim(slowest, head + accepted - topic.capacity());
    long kept = entries.isEmpty() ? 0 : head - entries.firstKey().offset() + 1;
    return kept + accepted <= topic.capacity();
  }

  /** Drops entries that begin at or before {@code upTo} and that every durable reader has had. */
  private void trim(LogPosition slowest, long upTo) {
    while (!entries.isEmpty()
        && entries.firstKey().offset() <= upTo
        && entries.firstEntry().getValue().end().compareTo(slowest) <= 0) {
      entries.pollFirstEntry();
    }
  }

  private void write(Flush flush, int skip, long first) {
    int count = flush.count() - skip;
    long seq = flush.seq() + skip;
    int from = skip == 0 ? 1 : end(flush, skip - 1) + 1;
    byte[] data = flush.data();
    Buffer plain = Buffer.buffer(data.length - from + 1).appendByte((byte) '[');
    plain.appendBytes(data, from, data.length - from);
    LogEntry entry = new LogEntry(epoch, first, flush.publisher(), seq, count, 0, plain);
    entries.put(new LogPosition(epoch, first), entry);
    head = entry.end().offset();
    marks.put(flush.publisher(), seq + count - 1);
  }

  private void announce(Flush flush, int skip, long first) {
    int count = flush.count() - skip;
    switch (flush.framing()) {
      case "announce" ->
          tell(
              "{\"type\":\"appended\",\"epoch\":%d,\"offset\":%d,\"count\":%d}"
                  .formatted(epoch, first, count));
      case "tick" -> {
        String suffix = RedisLogServer.suffix(flush.publisher());
        for (int i = 0; i < count; i++) {
          int from = skip + i == 0 ? 1 : end(flush, skip + i - 1) + 1;
          int to = end(flush, skip + i) - 1;
          String message = new String(flush.data(), from, to - from, StandardCharsets.UTF_8);
          String numbers = ",\"epoch\":" + epoch + ",\"offset\":" + (first + i) + suffix;
          tell(message + numbers + (flush.seq() + skip + i) + "}");
        }
      }
      default -> {
        // An adopted message has been on the channel already.
      }
    }
  }

  private void tell(String message) {
    publish.accept(channel, message.getBytes(StandardCharsets.UTF_8));
  }

  private static int end(Flush flush, int message) {
    byte[] ends = flush.ends();
    int at = message << 2;
    return (ends[at] & 0xff)
        | (ends[at + 1] & 0xff) << 8
        | (ends[at + 2] & 0xff) << 16
        | (ends[at + 3] & 0xff) << 24;
  }
}
