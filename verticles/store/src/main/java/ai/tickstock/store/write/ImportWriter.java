package ai.tickstock.store.write;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.write.BarCommit.RollUp;
import io.vertx.core.Future;
import java.util.List;

/**
 * Stores what files tell of the past, batch by batch, each with its place in the file in one
 * transaction. One process at a time imports a file.
 */
public interface ImportWriter {
  /**
   * A file on its way in.
   *
   * @param digest of its bytes and of what it is imported as: its identity
   * @param what bars or splits
   * @param timeframe of bars; null for splits
   * @param file its name, for people
   */
  record Source(String digest, String what, Timeframe timeframe, String file) {}

  /**
   * How far a file is.
   *
   * @param lines read and done, refused ones among them
   * @param refused lines that are no rows
   * @param written rows added or changed
   * @param complete whether its end was reached
   */
  record Place(long lines, long refused, long written, boolean complete) {
    /** Before the first line. */
    public static final Place BEGIN = new Place(0, 0, 0, false);
  }

  /**
   * What became of a batch.
   *
   * @param added rows that were not there
   * @param changed imported rows that were there otherwise
   * @param kept rows that stay as they are, because they were built from ticks
   * @param rolledUp longer bars folded anew
   */
  record Stored(long added, long changed, long kept, long rolledUp) {}

  /**
   * Where to go on with a file.
   *
   * @param again whether to begin it anew even if it has been imported
   */
  Future<Place> begin(Source source, boolean again);

  /**
   * Stores bars of one timeframe. Tells no stage and numbers no changes: what is imported is past.
   *
   * @param bars a few thousand at most, each symbol and start once
   * @param rollUps longer bars to fold from the stored minutes afterwards; they never take the
   *     place of a longer bar that was imported itself, unless {@code replace}
   * @param replace whether bars that were built from ticks are replaced as well
   * @param place how far the file is with these
   */
  Future<Stored> bars(
      Source source, List<ImportedBar> bars, List<RollUp> rollUps, boolean replace, Place place);

  /**
   * Stores splits; one that is there with another ratio is changed.
   *
   * @param replace whether other splits of the same symbols are deleted
   * @param place how far the file is with these
   */
  Future<Stored> splits(Source source, List<ImportedSplit> splits, boolean replace, Place place);
}
