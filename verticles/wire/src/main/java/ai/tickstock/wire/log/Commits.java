package ai.tickstock.wire.log;

import io.vertx.core.Future;

/**
 * The committed position of one reader: the server may forget it or be away, so it is written again
 * until it is there. Not thread-safe.
 */
final class Commits {
  private final LogServer server;
  private final String channel;
  private final String reader;
  private LogPosition wanted;
  private LogPosition written;

  Commits(LogServer server, String channel, String reader) {
    this.server = server;
    this.channel = channel;
    this.reader = reader;
  }

  Future<Void> commit(LogPosition position) {
    wanted = position;
    return server.commit(channel, reader, position).onSuccess(done -> written = position);
  }

  /** A connection is new: what stood behind it may be older. */
  void again() {
    written = null;
    retry();
  }

  void retry() {
    if (wanted != null && !wanted.equals(written)) {
      commit(wanted);
    }
  }

  /** What lies between holds nothing new: if all before was committed, it is as well. */
  void passed(LogPosition before, LogPosition after) {
    if (before.equals(wanted) && !after.equals(before)) {
      commit(after);
    }
  }
}
