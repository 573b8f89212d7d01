package ai.tickstock.app.publisher;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue of messages on disk that survives this process. Messages are gathered in memory
 * for a moment and written off the event loop, in order. Not thread-safe: use it on the context
 * that opened it.
 */
final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int CHUNK = 1 << 20;
  private static final int BUFFER = 1 << 18;
  private static final long MAX_UNWRITTEN = 16L << 20;
  private static final long BEHIND = 4L << 20;
  private static final long RETRY_MILLIS = 1_000;
  private static final String SUFFIX = ".spool";
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Takes a message read back. False: no room, offer it again later. */
  interface Taker {
    boolean take(byte[] bytes, int from, int length);
  }

  private final Vertx vertx;
  private final Path directory;
  private final long capacity;
  private final long segmentBytes;
  private final ArrayDeque<SpoolSegment> segments = new ArrayDeque<>();
  private long nextFile;
  private long bytes;
  private SpoolSegment current;
  private byte[] buffer = new byte[BUFFER];
  private int buffered;
  private long unwritten;
  private String broken;
  private Handler<Void> caughtUp = nothing -> {};
  private Future<Void> disk = Future.succeededFuture();

  private SpoolSegment reading;
  private long place;
  private ByteBuffer chunk = NOTHING;

  private Spool(Vertx vertx, Path directory, long capacity) {
    this.vertx = vertx;
    this.directory = directory;
    this.capacity = capacity;
    segmentBytes = Math.max(BUFFER, Math.min(8L << 20, capacity / 8));
  }

  /** Opens the spool of a directory, with what an earlier run left there. */
  static Future<Spool> open(Vertx vertx, Path directory, long capacity) {
    return vertx.executeBlocking(
        () -> {
          Spool spool = new Spool(vertx, directory, capacity);
          spool.load();
          return spool;
        });
  }

  private void load() throws IOException {
    Files.createDirectories(directory);
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(file -> file.getFileName().toString().matches("\\d{19}" + SUFFIX))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      nextFile = Long.parseLong(name.substring(0, name.length() - SUFFIX.length())) + 1;
      SpoolSegment segment = SpoolSegment.left(file);
      if (segment == null || segment.count == 0) {
        Files.delete(file);
      } else {
        segments.add(segment);
        bytes += segment.bytes;
      }
    }
  }

  /** The oldest that is left; null if there is none. */
  SpoolSegment oldest() {
    return segments.peek();
  }

  /** The last sequence it holds of a publisher. */
  long lastSeq(String publisher) {
    return segments.stream()
        .filter(segment -> segment.publisher().equals(publisher))
        .mapToLong(SpoolSegment::lastSeq)
        .max()
        .orElse(0);
  }

  /** Begins a new file: what is added from here on has this publisher and sequence. */
  void begin(String publisher, long seq) {
    write();
    Path file = directory.resolve(String.format("%019d%s", nextFile++, SUFFIX));
    current = SpoolSegment.fresh(file, publisher, seq);
    segments.add(current);
    bytes += current.bytes;
  }

  /** Whether a message of this length still has room. */
  boolean hasRoom(int length) {
    return bytes + SpoolSegment.size(length) <= capacity && unwritten < MAX_UNWRITTEN;
  }

  /** Whether the disk is slower than what is added: wait a moment. Not when it is broken. */
  boolean isBehind() {
    return unwritten > BEHIND && broken == null;
  }

  /** Sets who is told, perhaps while adding, when the disk has caught up or is found broken. */
  void onCaughtUp(Handler<Void> handler) {
    caughtUp = handler;
  }

  /** Adds one message, whether or not there is room. */
  void add(byte[] json, int length) {
    if (current.bytes >= segmentBytes) {
      begin(current.publisher(), current.lastSeq() + 1);
    }
    int size = SpoolSegment.size(length);
    if (buffered + size > buffer.length) {
      write();
      buffer = size > buffer.length ? new byte[size] : buffer;
    }
    ByteBuffer.wrap(buffer, buffered, size).putInt(length).put(json, 0, length);
    buffered += size;
    current.count++;
    current.bytes += size;
    bytes += size;
  }

  /** Writes what has gathered; completes when all added so far is in the file. */
  Future<Void> write() {
    if (buffered > 0) {
      SpoolSegment into = current;
      byte[] messages = Arrays.copyOf(buffer, buffered);
      long at = into.bytes - buffered;
      buffered = 0;
      unwritten += messages.length;
      disk = disk.compose(before -> write(into, messages, at));
    }
    return disk;
  }

  /** Never gives up: a disk that is full may have room again. */
  private Future<Void> write(SpoolSegment into, byte[] messages, long at) {
    return onDisk(() -> into.write(messages, at))
        .onSuccess(
            done -> {
              into.written = at + messages.length;
              unwritten -= messages.length;
              broken = null;
              wakeWhenCaughtUp();
            })
        .recover(
            error -> {
              broken = error.toString();
              wakeWhenCaughtUp();
              Promise<Void> again = Promise.promise();
              vertx.setTimer(RETRY_MILLIS, timer -> write(into, messages, at).onComplete(again));
              return again.future();
            });
  }

  private void wakeWhenCaughtUp() {
    if (!isBehind()) {
      caughtUp.handle(null);
    }
  }

  private Future<Void> onDisk(DiskWork work) {
    return vertx.executeBlocking(
        () -> {
          work.run();
          return null;
        });
  }

  /** Why it cannot write just now; null when all is well. */
  String broken() {
    return broken;
  }

  /** Sets where {@link #read} begins: at the first message of a segment. */
  void readFrom(SpoolSegment segment) {
    reading = segment;
    place = segment.begin();
    chunk = NOTHING;
  }

  /** Sets where {@link #read} begins: behind all that was added until now. */
  void readFromHere() {
    reading = current;
    place = current.bytes;
    chunk = NOTHING;
  }

  /** Nothing is to be read any more. */
  void readNothing() {
    reading = null;
    chunk = NOTHING;
  }

  /**
   * Gives messages back in order until the taker has no room or what was written is read. One at a
   * time.
   *
   * @return whether to go on reading; not when the taker had no room, or nothing is left
   */
  Future<Boolean> read(Taker taker) {
    if (!give(taker) || reading == null) {
      return Future.succeededFuture(false);
    }
    while (place == reading.bytes && reading != segments.peekLast()) {
      readFrom(after(reading));
    }
    if (place == reading.bytes) {
      return Future.succeededFuture(false);
    }
    if (place >= reading.written) {
      return write().map(true);
    }
    SpoolSegment from = reading;
    long at = place;
    long end = from.written;
    return vertx
        .executeBlocking(() -> from.read(at, end, CHUNK))
        .onSuccess(read -> chunk = from == reading && at == place ? read : NOTHING)
        .map(true);
  }

  private SpoolSegment after(SpoolSegment segment) {
    List<SpoolSegment> all = new ArrayList<>(segments);
    return all.get(all.indexOf(segment) + 1);
  }

  private boolean give(Taker taker) {
    int head = SpoolSegment.size(0);
    while (chunk.remaining() >= head) {
      int length = chunk.getInt(chunk.position());
      if (chunk.remaining() < head + length) {
        break; // the rest comes with the next chunk
      }
      if (!taker.take(chunk.array(), chunk.position() + head, length)) {
        return false;
      }
      if (reading == null) {
        return true;
      }
      chunk.position(chunk.position() + head + length);
      place += head + length;
    }
    chunk = NOTHING;
    return true;
  }

  /** Deletes the files of a publisher whose messages are all at or below a sequence. */
  void release(String publisher, long seq) {
    if (current != null
        && current != reading
        && current.bytes >= segmentBytes / 8
        && current.lastSeq() <= seq) {
      begin(current.publisher(), current.lastSeq() + 1);
    }
    while (!segments.isEmpty() && isDone(segments.peek(), publisher, seq)) {
      SpoolSegment done = segments.poll();
      bytes -= done.bytes;
      disk.compose(written -> onDisk(() -> done.close(true)))
          .onFailure(error -> LOG.warn("A spool file that is done cannot be deleted", error));
    }
  }

  private boolean isDone(SpoolSegment segment, String publisher, long seq) {
    return segment != current
        && segment != reading
        && segment.publisher().equals(publisher)
        && segment.lastSeq() <= seq;
  }

  /** Bytes it holds. */
  long bytes() {
    return bytes;
  }

  /** Writes what has gathered and closes; files that {@link #release} would delete are. */
  Future<Void> close(String publisher, long seq) {
    List<SpoolSegment> left = List.copyOf(segments);
    return write()
        .compose(
            written ->
                onDisk(
                    () -> {
                      for (SpoolSegment segment : left) {
                        boolean own = segment.publisher().equals(publisher);
                        segment.close(segment.count == 0 || own && segment.lastSeq() <= seq);
                      }
                    }));
  }

  private interface DiskWork {
    void run() throws IOException;
  }
}
