package ai.tickstock.launcher.doctor;

import ai.tickstock.launcher.config.Secrets;
import ai.tickstock.store.Database;
import ai.tickstock.store.write.ProbeTables;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One look at the servers. Its methods block; not thread-safe. */
final class ServerLook {
  private final Outside outside;
  private final Database database;
  private final ProbeTables tables;
  private final Answers answers;
  private final List<Finding> findings = new ArrayList<>();
  private boolean away;

  ServerLook(Outside outside, Database database, ProbeTables tables, Answers answers) {
    this.outside = outside;
    this.database = database;
    this.tables = tables;
    this.answers = answers;
  }

  List<Finding> look(Access access)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (doesAnswer("Redis", access.redisUrl(), "redis.url", outside.ping())) {
      findings.addAll(ServerChecks.redis(answers.await(outside.facts())));
    }
    if (doesAnswer("PostgreSQL", access.postgresUrl(), "postgres.url", database.ping())) {
      long asked = System.currentTimeMillis();
      long clock = answers.await(tables.clock());
      long skew = ServerChecks.skew(asked, clock, System.currentTimeMillis());
      findings.add(ServerChecks.clock("PostgreSQL", skew));
    }
    return findings;
  }

  /** Whether none of them was away. */
  boolean allAnswer() {
    return !away;
  }

  private boolean doesAnswer(String server, String url, String key, Future<Void> answer)
      throws InterruptedException {
    String where = Secrets.masked(url);
    try {
      answers.await(answer);
      findings.add(ServerChecks.answers(server, where));
      return true;
    } catch (ExecutionException | TimeoutException e) {
      findings.add(ServerChecks.away(server, where, Answers.reason(e), key));
      away = true;
      return false;
    }
  }
}
