package ai.tickstock.store.users;

import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The queue in {@code app.alert_deliveries}. */
public final class PgDeliveryQueue implements DeliveryQueue {
  /** Of each host some, so that a long queue for one is in nobody's way. */
  private static final String CLAIM =
      """
      with hosts as (
        select host, min(due_at) as first from app.alert_deliveries
        where state = 'waiting' and due_at <= now() and host <> all($5::text[])
        group by host order by first limit $3::int),
      due as (
        select one.delivery_id from hosts cross join lateral (
          select delivery_id, due_at from app.alert_deliveries
          where state = 'waiting' and host = hosts.host and due_at <= now()
          order by due_at, delivery_id limit $4::int for update skip locked) one
        order by one.due_at, one.delivery_id limit $3)
      update app.alert_deliveries d
      set claim = $1::text, due_at = now() + $2::bigint * interval '1 ms', attempts = d.attempts + 1, changed_at = now()
      from due, app.alert_history h
      where d.delivery_id = due.delivery_id and h.alert_id = d.alert_id
      returning d.delivery_id, d.alert_id, d.user_id, d.kind, d.host, d.target, d.attempts, d.claim, h.message
      """;

  private static final String DELIVERED =
      """
      with done as (
        update app.alert_deliveries
        set state = 'delivered', claim = null, last_error = null, target = '{}', changed_at = now()
        where delivery_id = $1::bigint and claim = $2::text and state = 'waiting' returning alert_id),
      told as (
        update app.alert_history set state = 'delivered', changed_at = now()
        where alert_id in (select alert_id from done) and state in ('pending', 'failed'))
      select alert_id from done
      """;

  private static final String AGAIN =
      """
      update app.alert_deliveries set claim = null, due_at = now() + $3::bigint * interval '1 ms', last_error = $4::text,
        attempts = attempts - $5::int, changed_at = now()
      where delivery_id = $1::bigint and claim = $2::text and state = 'waiting'
      """;

  /** The alert has failed where no other way is left. */
  private static final String DEAD =
      """
      with done as (
        update app.alert_deliveries set state = 'dead', claim = null, last_error = $3::text, changed_at = now()
        where delivery_id = $1::bigint and claim = $2::text and state = 'waiting' returning alert_id),
      failed as (
        update app.alert_history h set state = 'failed', changed_at = now()
        where alert_id in (select alert_id from done) and state = 'pending' and not for_browser
          and not exists (select 1 from app.alert_deliveries d
            where d.alert_id = h.alert_id and d.delivery_id <> $1 and d.state <> 'dead'))
      select alert_id from done
      """;

  private static final String DEAD_LETTERS =
      """
      select d.delivery_id, d.alert_id, d.kind, d.host, d.attempts, d.last_error, d.changed_at, h.message
      from app.alert_deliveries d join app.alert_history h using (alert_id)
      where d.user_id = $1::text and d.state = 'dead' and d.delivery_id < $2::bigint
      order by d.delivery_id desc limit $3::int
      """;

  private static final String RETRY =
      """
      with again as (
        update app.alert_deliveries set state = 'waiting', attempts = 0, due_at = now(), changed_at = now()
        where user_id = $1::text and delivery_id = $2::bigint and state = 'dead' returning alert_id),
      hope as (
        update app.alert_history set state = 'pending', changed_at = now()
        where alert_id in (select alert_id from again) and state = 'failed')
      select alert_id from again
      """;

  private static final String WAITING =
      "select count(*) from app.alert_deliveries where state = 'waiting'";

  private final Pool pool;

  /** A queue in a database in which {@link Database#migrateApp} has run. */
  public PgDeliveryQueue(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<List<Delivery>> claim(
      String claim, Duration lease, int limit, int perHost, Collection<String> without) {
    Tuple query =
        Tuple.of(claim, lease.toMillis(), limit, perHost).addValue(without.toArray(String[]::new));
    return pool.preparedQuery(CLAIM)
        .execute(query)
        .map(
            rows -> {
              List<Delivery> claimed = new ArrayList<>(rows.size());
              rows.forEach(row -> claimed.add(delivery(row)));
              return claimed;
            });
  }

  private static Delivery delivery(Row row) {
    return new Delivery(
        row.getLong(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getJsonObject(5),
        row.getInteger(6),
        row.getString(7),
        row.getJsonObject(8));
  }

  @Override
  public Future<Boolean> delivered(Delivery delivery) {
    return pool.preparedQuery(DELIVERED)
        .execute(Tuple.of(delivery.id(), delivery.claim()))
        .map(done -> done.size() > 0);
  }

  @Override
  public Future<Boolean> again(Delivery delivery, Duration in, String error, boolean counts) {
    return pool.preparedQuery(AGAIN)
        .execute(Tuple.of(delivery.id(), delivery.claim(), in.toMillis(), error, counts ? 0 : 1))
        .map(done -> done.rowCount() > 0);
  }

  @Override
  public Future<Boolean> dead(Delivery delivery, String error) {
    return pool.preparedQuery(DEAD)
        .execute(Tuple.of(delivery.id(), delivery.claim(), error))
        .map(done -> done.size() > 0);
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String user, long before, int limit) {
    return pool.preparedQuery(DEAD_LETTERS)
        .execute(Tuple.of(user, before, limit))
        .map(
            rows -> {
              List<DeadLetter> letters = new ArrayList<>(rows.size());
              rows.forEach(row -> letters.add(letter(row)));
              return letters;
            });
  }

  private static DeadLetter letter(Row row) {
    return new DeadLetter(
        row.getLong(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getInteger(4),
        Objects.toString(row.getString(5), ""),
        row.getOffsetDateTime(6).toInstant(),
        row.getJsonObject(7));
  }

  @Override
  public Future<Boolean> retry(String user, long id) {
    return pool.preparedQuery(RETRY).execute(Tuple.of(user, id)).map(done -> done.size() > 0);
  }

  @Override
  public Future<Long> waiting() {
    return pool.query(WAITING).execute().map(rows -> rows.iterator().next().getLong(0));
  }
}
