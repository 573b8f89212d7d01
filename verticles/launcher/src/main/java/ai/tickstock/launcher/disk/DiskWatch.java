package ai.tickstock.launcher.disk;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds how much is free on the disk of the data directory, and says when it is
 * nearly full, once, before anything fails for it. It has room again when a tenth more than the
 * least is free, so that it is not said over and over. {@link #trouble()} may be read by any
 * thread.
 */
public final class DiskWatch extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
  private static final long LOOK_MILLIS = 3_000;
  private static final long MEGABYTE = 1L << 20;

  private final DiskOptions options;
  private final Disk disk;
  private final MeterRegistry metrics;
  private final Consumer<String> alarm;
  private volatile Disk.Room room = new Disk.Room(0, 0);
  private volatile String trouble;
  private boolean looking;
  private boolean unreadable;

  /**
   * @param alarm told each time the disk has become nearly full, and what is expected
   */
  public DiskWatch(DiskOptions options, MeterRegistry metrics, Consumer<String> alarm) {
    this.options = options;
    this.disk = new Disk(options.directory());
    this.metrics = metrics;
    this.alarm = alarm;
  }

  /** Completes when it has looked once. */
  @Override
  public Future<?> start() {
    Gauge.builder("tickstock_disk_free_bytes", this, watch -> watch.room.usableBytes())
        .description("free on the disk of the data directory")
        .register(metrics);
    Gauge.builder("tickstock_disk_total_bytes", this, watch -> watch.room.totalBytes())
        .description("size of the disk of the data directory")
        .register(metrics);
    vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    return look();
  }

  /** Asks a worker: a network's file system may take its time. */
  private Future<Void> look() {
    if (looking) {
      return Future.succeededFuture();
    }
    looking = true;
    return vertx
        .executeBlocking(disk::room)
        .onSuccess(this::judge)
        .onFailure(this::unreadable)
        .onComplete(done -> looking = false)
        .otherwiseEmpty()
        .mapEmpty();
  }

  private void judge(Disk.Room now) {
    room = now;
    unreadable = false;
    boolean wasFull = trouble != null;
    long least = wasFull ? options.leastBytes() + options.leastBytes() / 10 : options.leastBytes();
    if (now.usableBytes() >= least) {
      trouble = null;
      if (wasFull) {
        LOG.info("The disk of {} has room again: {}", options.directory(), words(now));
      }
      return;
    }
    trouble =
        "disk of "
            + options.directory()
            + " nearly full: expected at least "
            + options.leastBytes() / MEGABYTE
            + " MB free (data.minFreeMegabytes), was "
            + words(now);
    if (!wasFull) {
      LOG.error("The {}", trouble);
      alarm.accept(trouble);
    }
  }

  private static String words(Disk.Room room) {
    return room.usableBytes() / MEGABYTE + " of " + room.totalBytes() / MEGABYTE + " MB";
  }

  private void unreadable(Throwable error) {
    if (!unreadable) {
      unreadable = true;
      LOG.warn(
          "How full the disk of {} is cannot be seen: {}", options.directory(), error.toString());
    }
  }

  /** Why there will soon be an outage, for people; null when all is well. */
  public String trouble() {
    return trouble;
  }
}
