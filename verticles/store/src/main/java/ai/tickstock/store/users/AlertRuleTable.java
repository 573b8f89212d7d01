package ai.tickstock.store.users;

import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of users' alerts, in {@code app.alert_rules}. Changes are numbered in the order they
 * are committed in, so whoever asks for those after the last he saw misses none. Each method fails
 * with the database's error only. Thread-safe.
 */
public final class AlertRuleTable {
  private static final String COLUMNS =
      "subscription_id, user_id, version, change_no, rule, enabled, muted_until, created_at, updated_at";

  /** Holds the row until the transaction ends. */
  private static final String NEXT =
      "update app.alert_changes set change_no = change_no + 1 returning change_no";

  private static final String CREATE =
      """
      insert into app.alert_rules
        (subscription_id, user_id, version, change_no, rule, enabled, expires_at, created_at, updated_at)
      select $1::text, $2::text, 1, $3::bigint, $4::jsonb, $5::bool, $6::timestamptz, t, t
      from (select date_trunc('milliseconds', clock_timestamp()) as t) now
      where (select count(*) from app.alert_rules where user_id = $2 and rule is not null) < $7::int
      on conflict do nothing returning
      """
          + COLUMNS;

  private static final String CHANGED =
      """
      version = version + 1, change_no = $1::bigint,
      updated_at = greatest(date_trunc('milliseconds', clock_timestamp()), updated_at + interval '1 millisecond')
      """;

  private static final String OWN =
      " where subscription_id = $2::text and user_id = $3::text and rule is not null returning ";

  private static final String REPLACE =
      "update app.alert_rules set rule = $4::jsonb, enabled = $5::bool, expires_at = $6::timestamptz, "
          + CHANGED
          + OWN
          + COLUMNS;

  private static final String MUTE =
      "update app.alert_rules set muted_until = $4::timestamptz, " + CHANGED + OWN + COLUMNS;

  private static final String DELETE =
      "update app.alert_rules set rule = null, enabled = false, " + CHANGED + OWN + COLUMNS;

  private static final String DISABLE =
      "update app.alert_rules set enabled = false, "
          + CHANGED
          + "where subscription_id = $2::text and version = $3::bigint and enabled returning "
          + COLUMNS;

  private static final String PRUNE =
      "delete from app.alert_rules where rule is null and updated_at < now() - interval '7 days'";

  private static final String GET =
      "select "
          + COLUMNS
          + " from app.alert_rules where subscription_id = $1::text and user_id = $2::text and rule is not null";

  private static final String LIST =
      "select "
          + COLUMNS
          + " from app.alert_rules where user_id = $1::text and rule is not null"
          + " order by created_at, subscription_id limit $2::int";

  private static final String SINCE =
      "select "
          + COLUMNS
          + " from app.alert_rules where change_no > $1::bigint order by change_no limit $2::int";

  private final Pool pool;

  /**
   * A rule as it is stored.
   *
   * @param rule as the API takes it; null if it is deleted
   * @param mutedUntil null if it is not muted
   */
  public record Stored(
      String id,
      String userId,
      long version,
      long changeNo,
      JsonObject rule,
      boolean enabled,
      Instant mutedUntil,
      Instant createdAt,
      Instant updatedAt) {}

  /** A table of a database in which {@link Database#migrateApp} has run. */
  public AlertRuleTable(Database database) {
    pool = database.pool();
  }

  /**
   * Adds a rule.
   *
   * @param expiresAt null for never
   * @param most rules a user may have
   * @return null if the user has as many already
   */
  public Future<Stored> create(
      String id, String user, JsonObject rule, boolean enabled, Instant expiresAt, int most) {
    return change(
            CREATE,
            number ->
                Tuple.of(id, user, number, rule)
                    .addBoolean(enabled)
                    .addValue(timestamp(expiresAt))
                    .addInteger(most))
        .compose(created -> pool.query(PRUNE).execute().map(created));
  }

  /** Replaces a user's own rule; null if there is none of that id. */
  public Future<Stored> replace(
      String id, String user, JsonObject rule, boolean enabled, Instant expiresAt) {
    return change(
        REPLACE,
        number ->
            Tuple.of(number, id, user, rule).addBoolean(enabled).addValue(timestamp(expiresAt)));
  }

  /** Mutes a user's own rule, or no longer where {@code until} is null; null if there is none. */
  public Future<Stored> mute(String id, String user, Instant until) {
    return change(MUTE, number -> Tuple.of(number, id, user).addValue(timestamp(until)));
  }

  /** Deletes a user's own rule; null if there was none. */
  public Future<Stored> delete(String id, String user) {
    return change(DELETE, number -> Tuple.of(number, id, user));
  }

  /** Switches a rule off that fired its only time, unless it was changed since; null then. */
  public Future<Stored> disable(String id, long version) {
    return change(DISABLE, number -> Tuple.of(number, id, version));
  }

  private interface Values {
    Tuple of(long changeNo);
  }

  private Future<Stored> change(String sql, Values values) {
    return pool.withTransaction(
        connection ->
            connection
                .query(NEXT)
                .execute()
                .compose(
                    next ->
                        connection
                            .preparedQuery(sql)
                            .execute(values.of(next.iterator().next().getLong(0))))
                .map(AlertRuleTable::first));
  }

  /** A user's own rule; null if there is none of that id. */
  public Future<Stored> get(String id, String user) {
    return pool.preparedQuery(GET).execute(Tuple.of(id, user)).map(AlertRuleTable::first);
  }

  /** A user's own rules, the oldest first. */
  public Future<List<Stored>> list(String user, int limit) {
    return pool.preparedQuery(LIST).execute(Tuple.of(user, limit)).map(AlertRuleTable::all);
  }

  /** Rules changed after a change, deleted ones as well, in the order of their last changes. */
  public Future<List<Stored>> changedSince(long changeNo, int limit) {
    return pool.preparedQuery(SINCE).execute(Tuple.of(changeNo, limit)).map(AlertRuleTable::all);
  }

  private static Stored first(RowSet<Row> rows) {
    return rows.size() == 0 ? null : stored(rows.iterator().next());
  }

  private static List<Stored> all(RowSet<Row> rows) {
    List<Stored> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(stored(row)));
    return all;
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.getString(0),
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getJsonObject(4),
        row.getBoolean(5),
        instant(row.getOffsetDateTime(6)),
        instant(row.getOffsetDateTime(7)),
        instant(row.getOffsetDateTime(8)));
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
