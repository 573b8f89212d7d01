package ai.tickstock.store.write;

import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What users' alerts need to be computed, in {@code alert_needs}. Thread-safe. */
public final class AlertNeedsTable {
  /** The latest word on each; an older one changes nothing, and the same again nothing either. */
  private static final String PUT =
      """
      insert into alert_needs (subscription_id, user_id, needs, changed_at)
      values ($1::text, $2::text, $3::jsonb, $4::timestamptz)
      on conflict (subscription_id) do update
        set user_id = excluded.user_id, needs = excluded.needs, changed_at = excluded.changed_at
        where alert_needs.changed_at < excluded.changed_at
      """;

  private static final String PRUNE =
      "delete from alert_needs where needs is null and changed_at < now() - interval '30 days'";

  private static final String ALL =
      "select subscription_id, user_id, needs, changed_at from alert_needs where needs is not null"
          + " order by subscription_id collate \"C\"";

  private final Pool pool;

  /**
   * The needs of one subscription.
   *
   * @param needs as the message has them; null for none any more
   */
  public record Needs(String subscriptionId, String userId, JsonObject needs, Instant changedAt) {}

  /** A table of a migrated database. */
  public AlertNeedsTable(Database database) {
    pool = database.pool();
  }

  /** Takes the latest words, in their order, all or none of them. */
  public Future<Void> put(List<Needs> all) {
    if (all.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Tuple> rows = new ArrayList<>(all.size());
    for (Needs each : all) {
      OffsetDateTime at = each.changedAt().atOffset(ZoneOffset.UTC);
      rows.add(Tuple.of(each.subscriptionId(), each.userId(), each.needs(), at));
    }
    return pool.withTransaction(
            connection -> connection.preparedQuery(PUT).executeBatch(rows).mapEmpty())
        .compose(put -> pool.query(PRUNE).execute().mapEmpty());
  }

  /** What is needed now, by subscription. */
  public Future<List<Needs>> all() {
    return pool.query(ALL)
        .execute()
        .map(
            rows -> {
              List<Needs> all = new ArrayList<>(rows.size());
              rows.forEach(
                  row ->
                      all.add(
                          new Needs(
                              row.getString(0),
                              row.getString(1),
                              row.getJsonObject(2),
                              row.getOffsetDateTime(3).toInstant())));
              return all;
            });
  }
}
