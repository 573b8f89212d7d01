package ai.tickstock.pl.aggregation;

import ai.tickstock.market.Symbols;
import io.vertx.core.json.JsonObject;

/** What the feed knows of a publisher of ticks. */
final class Publisher {
  private static final String REPLAY = "replay:";

  final String id;

  /** Whether its ticks may amend bars however old. */
  final boolean unlimited;

  private long from;
  private long through;
  private long messages;
  private final long[] stored;
  private final long greatestStored;

  Publisher(String id, FeedStart start) {
    this.id = id;
    unlimited = isReplay(id);
    stored = start.marks(id, Symbols.PARTITIONS);
    long greatest = 0;
    for (int i = 0; stored != null && i < stored.length; i++) {
      greatest = Math.max(greatest, stored[i]);
    }
    greatestStored = greatest;
  }

  /** Whether it publishes what is past, at a pace of its own. */
  static boolean isReplay(String id) {
    return id.startsWith(REPLAY);
  }

  /**
   * Whether it is the first replay of a file, whose identity the next one has again: {@code
   * replay:<digest>}. One that was asked to publish the file once more has {@code
   * replay:<digest>:<nonce>}.
   */
  static boolean isFile(String id) {
    return isReplay(id) && id.indexOf(':', REPLAY.length()) < 0;
  }

  /** Its messages of these sequences are read. */
  void read(long first, long last) {
    if (messages == 0) {
      from = first;
    }
    through = Math.max(through, last);
    messages += last - first + 1;
  }

  /** What was read of it since the start: from which sequence through which, and how many. */
  JsonObject delivered() {
    return new JsonObject().put("from", from).put("through", through).put("messages", messages);
  }

  /** Whether a partition had this message before the feed began. */
  boolean isStored(int partition, long seq) {
    return seq <= greatestStored && seq <= stored[partition];
  }
}
