package ai.tickstock.app.bridge;

import ai.tickstock.wire.log.LogPosition;
import java.util.List;

/**
 * Frames of one feed, in order.
 *
 * @param position how far the feed's log has been read with them; null if it has none
 */
record FrameBatch(Feed feed, List<Frame> frames, LogPosition position) {
  FrameBatch {
    frames = List.copyOf(frames);
  }
}
