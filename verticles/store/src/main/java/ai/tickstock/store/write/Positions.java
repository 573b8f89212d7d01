package ai.tickstock.store.write;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** The rows of {@code feed_position}: taking over, locking, moving on. */
final class Positions {
  private static final String TAKE_OVER =
      """
      insert into feed_position (partition, owner_token)
      select p, $2 from unnest($1::int[]) p order by p
      on conflict (partition) do update set owner_token = excluded.owner_token, updated_at = now()
      returning partition, epoch, log_offset, marks, watermark_millis, snapshot, change_no
      """;

  /** Waits for a commit under way, of whomever; a take-over then waits for this one. */
  private static final String LOCK =
      """
      select partition, epoch, log_offset, change_no, commit_id, commit_base
      from feed_position where partition = any($1::int[]) and owner_token = $2::text
      order by partition for update
      """;

  private static final String MOVE =
      """
      update feed_position p set epoch = n.epoch, log_offset = n.log_offset, marks = n.marks,
        watermark_millis = n.watermark_millis, snapshot = n.snapshot,
        commit_base = p.change_no, change_no = n.change_no, commit_id = $8::uuid, updated_at = now()
      from unnest($1::int[], $2::bigint[], $3::bigint[], $4::jsonb[], $5::bigint[], $6::bytea[], $7::bigint[])
        as n(partition, epoch, log_offset, marks, watermark_millis, snapshot, change_no)
      where p.partition = n.partition
      """;

  private Positions() {}

  /** A position as it is stored, its row locked. */
  record Stored(
      int partition, long epoch, long offset, long changeNo, UUID commitId, long commitBase) {

    private static Stored of(Row row) {
      return new Stored(
          row.getInteger(0),
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getUUID(4),
          row.getLong(5));
    }
  }

  static Future<List<PartitionState>> takeOver(
      SqlClient client, Collection<Integer> partitions, String ownerToken) {
    return client
        .preparedQuery(TAKE_OVER)
        .mapping(Positions::state)
        .execute(Tuple.of(partitions.toArray(Integer[]::new), ownerToken))
        .map(
            rows -> {
              List<PartitionState> states = new ArrayList<>();
              rows.forEach(states::add);
              return List.copyOf(states);
            });
  }

  /** Locks the rows of a commit; fails if another token owns one of them. */
  static Future<List<Stored>> lock(
      SqlClient client, List<PartitionState> states, String ownerToken) {
    Integer[] partitions = column(states, PartitionState::partition, Integer[]::new);
    return client
        .preparedQuery(LOCK)
        .execute(Tuple.of(partitions, ownerToken))
        .map(
            rows -> {
              if (rows.size() != states.size()) {
                throw new NotOwnerException(
                    "%d of %d partitions belong to somebody else now"
                        .formatted(states.size() - rows.size(), states.size()));
              }
              List<Stored> stored = new ArrayList<>(rows.size());
              rows.forEach(row -> stored.add(Stored.of(row)));
              return stored;
            });
  }

  /**
   * A commit that was decided before the stored one would count its trades twice.
   *
   * @throws StaleCommitException if a position would go back within its epoch
   */
  static void checkForward(List<Stored> stored, List<PartitionState> states) {
    Map<Integer, Stored> byPartition = new HashMap<>();
    stored.forEach(row -> byPartition.put(row.partition(), row));
    for (PartitionState state : states) {
      Stored now = byPartition.get(state.partition());
      if (state.epoch() == now.epoch() && state.offset() < now.offset()) {
        throw new StaleCommitException(
            "partition %d: the commit is older than what is stored: %d-%d after %d-%d"
                .formatted(
                    state.partition(), state.epoch(), state.offset(), now.epoch(), now.offset()));
      }
    }
  }

  static Future<Void> move(
      SqlClient client, List<PartitionState> states, long[] changeNos, UUID commitId) {
    Tuple values =
        Tuple.tuple()
            .addValue(column(states, PartitionState::partition, Integer[]::new))
            .addValue(column(states, PartitionState::epoch, Long[]::new))
            .addValue(column(states, PartitionState::offset, Long[]::new))
            .addValue(column(states, Positions::marks, JsonObject[]::new))
            .addValue(column(states, PartitionState::watermarkMillis, Long[]::new))
            .addValue(column(states, state -> Buffer.buffer(state.snapshot()), Buffer[]::new))
            .addValue(column(states, state -> changeNos[state.partition()], Long[]::new))
            .addValue(commitId);
    return client.preparedQuery(MOVE).execute(values).mapEmpty();
  }

  static boolean isSame(List<Stored> stored, UUID commitId) {
    return !stored.isEmpty()
        && stored.stream().allMatch(row -> Objects.equals(row.commitId(), commitId));
  }

  private static PartitionState state(Row row) {
    Map<String, Long> marks = new HashMap<>();
    JsonObject json = row.getJsonObject(3);
    json.fieldNames().forEach(publisher -> marks.put(publisher, json.getLong(publisher)));
    return new PartitionState(
        row.getInteger(0),
        row.getLong(1),
        row.getLong(2),
        Map.copyOf(marks),
        row.getLong(4),
        row.getBuffer(5).getBytes(),
        row.getLong(6));
  }

  private static JsonObject marks(PartitionState state) {
    JsonObject json = new JsonObject();
    state.marks().forEach(json::put);
    return json;
  }

  private static <T> T[] column(
      List<PartitionState> states,
      Function<PartitionState, T> field,
      java.util.function.IntFunction<T[]> array) {
    return states.stream().map(field).toArray(array);
  }
}
