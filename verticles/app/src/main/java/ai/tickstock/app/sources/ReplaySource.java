package ai.tickstock.app.sources;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Replays a file of recorded ticks. The file's digest is its identity and the ordinal of a good
 * line its sequence, so that a second run of the same file changes nothing. The file is read off
 * the event loop, a few blocks ahead. Not thread-safe: use it on the context that opened it.
 */
public final class ReplaySource implements TickSource {
  private static final int BLOCKS_AHEAD = 3;

  private final Vertx vertx;
  private final TickCsv csv;
  private final String publisher;
  private final Pace pace;
  private final long bytesTotal;
  private final ArrayDeque<TickBlock> filled = new ArrayDeque<>();
  private final ArrayDeque<TickBlock> spare = new ArrayDeque<>();
  private Handler<Void> ready = nothing -> {};
  private Future<?> reading = Future.succeededFuture();
  private Throwable broken;
  private boolean atEnd;
  private boolean closed;
  private long skip;
  private long ordinal;
  private long bytesRead;
  private long firstMillis;
  private long lastMillis;
  private TickBlock block = new TickBlock();
  private int next;

  private ReplaySource(Vertx vertx, TickCsv csv, String publisher, double speed, long bytesTotal) {
    this.vertx = vertx;
    this.csv = csv;
    this.publisher = publisher;
    this.pace = new Pace(speed);
    this.bytesTotal = bytesTotal;
  }

  /**
   * Opens a file: takes its digest and reads its header.
   *
   * @param badLines told of each line left out, on a worker thread, in order
   * @return fails if the file is missing, empty, unreadable or begins with another header
   */
  public static Future<ReplaySource> open(
      Vertx vertx, ReplayOptions options, Consumer<BadLine> badLines) {
    return vertx.executeBlocking(
        () -> {
          TickCsv csv = new TickCsv(options.file(), badLines);
          try {
            return new ReplaySource(
                vertx, csv, identity(options), options.speed(), Files.size(options.file()));
          } catch (IOException | RuntimeException unreadable) {
            csv.close();
            throw unreadable;
          }
        });
  }

  private static String identity(ReplayOptions options) throws IOException {
    String publisher = "replay:" + sha256(options.file());
    return options.again()
        ? publisher + ":" + UUID.randomUUID().toString().substring(0, 8)
        : publisher;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 18];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String publisher() {
    return publisher;
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public void begin(long nextSeq) {
    skip = nextSeq - 1;
    for (int i = 1; i < BLOCKS_AHEAD; i++) {
      spare.add(new TickBlock());
    }
    readAhead();
  }

  @Override
  public long pull(long nowMillis, int limit, TickSink sink) {
    for (int left = limit; left > 0; left--) {
      if (next == block.size && !nextBlock()) {
        return broken == null && atEnd ? ENDED : notReady();
      }
      long due = pace.due(block.millis[next], nowMillis);
      if (due > nowMillis) {
        return due;
      }
      hand(sink);
    }
    return nowMillis;
  }

  private void hand(TickSink sink) {
    int i = next++;
    ordinal++;
    sink.tick(block.symbols[i], block.prices[i], block.volumes[i], block.millis[i]);
  }

  private long notReady() {
    if (broken != null && filled.isEmpty()) {
      throw new IllegalStateException(broken.getMessage(), broken);
    }
    return NOT_READY;
  }

  /** Moves on to the next block that holds a tick wanted; false if none is at hand. */
  private boolean nextBlock() {
    while (next == block.size) {
      TickBlock fresh = filled.poll();
      if (fresh == null) {
        return false;
      }
      spare.add(block);
      block = fresh;
      bytesRead = fresh.bytesRead;
      atEnd = fresh.last;
      next = (int) Math.min(fresh.size, Math.max(0, skip - ordinal));
      ordinal += next;
      readAhead();
    }
    return true;
  }

  private void readAhead() {
    if (!reading.isComplete() || spare.isEmpty() || broken != null || closed || lastRead()) {
      return;
    }
    TickBlock empty = spare.poll();
    reading =
        vertx
            .executeBlocking(() -> fill(empty))
            .onSuccess(filled::add)
            .onFailure(error -> broken = error);
    reading.onComplete(
        done -> {
          readAhead();
          ready.handle(null);
        });
  }

  private boolean lastRead() {
    TickBlock newest = filled.peekLast();
    return newest == null ? atEnd : newest.last;
  }

  private TickBlock fill(TickBlock empty) throws IOException {
    csv.fill(empty);
    long first = firstMillis;
    long last = lastMillis;
    for (int i = 0; i < empty.size; i++) {
      first = first == 0 ? empty.millis[i] : Math.min(first, empty.millis[i]);
      last = Math.max(last, empty.millis[i]);
    }
    firstMillis = first;
    lastMillis = last;
    return empty;
  }

  @Override
  public void onReady(Handler<Void> handler) {
    ready = handler;
  }

  /** Known once it has ended, also of ticks that were left out. */
  @Override
  public long completeThrough() {
    return atEnd && next == block.size ? lastMillis : 0;
  }

  @Override
  public long ordinal() {
    return ordinal;
  }

  /** Ticks left out because they were published before. */
  public long skipped() {
    return Math.min(skip, ordinal);
  }

  /** Bytes of the file behind the ticks handed out. */
  public long bytesRead() {
    return bytesRead;
  }

  /** Size of the file. */
  public long bytesTotal() {
    return bytesTotal;
  }

  /** Least time of a tick, Unix milliseconds; 0 without ticks. Meaningful once it has ended. */
  public long firstMillis() {
    return firstMillis;
  }

  /** Greatest time of a tick, Unix milliseconds; 0 without ticks. Meaningful once it has ended. */
  public long lastMillis() {
    return lastMillis;
  }

  @Override
  public Future<Void> close() {
    closed = true;
    ready = nothing -> {};
    return reading
        .otherwiseEmpty()
        .compose(
            idle ->
                vertx.executeBlocking(
                    () -> {
                      csv.close();
                      return null;
                    }));
  }
}
