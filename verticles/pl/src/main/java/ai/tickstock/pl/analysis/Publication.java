package ai.tickstock.pl.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one batch of changes leaves: events, numbered and appended as they come, and the rows to
 * store. Of several rows with one key the last counts. Not thread-safe.
 *
 * @param <R> row that is stored
 */
public final class Publication<R> {
  private final Publishers publishers;
  private final Map<String, R> rows = new LinkedHashMap<>();
  private int partition;
  private long events;

  Publication(Publishers publishers) {
    this.publishers = publishers;
  }

  /** The partition of the events that follow. */
  void turnTo(int partition) {
    this.partition = partition;
  }

  /** Publishes one event, a JSON object in UTF-8; the bytes are copied. */
  public void event(byte[] json, int from, int length) {
    events++;
    publishers.publish(partition, json, from, length);
  }

  /** Has a row stored with the batch, in the place of an earlier one of this key. */
  public void row(String key, R row) {
    rows.remove(key);
    rows.put(key, row);
  }

  /** How many events there were. */
  long events() {
    return events;
  }

  /** The rows so far, in the order of their last change. */
  List<R> rows() {
    return new ArrayList<>(rows.values());
  }
}
