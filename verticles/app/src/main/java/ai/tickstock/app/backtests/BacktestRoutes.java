package ai.tickstock.app.backtests;

import ai.tickstock.app.api.ApiPart;
import ai.tickstock.app.api.Query;
import ai.tickstock.app.api.Refusal;
import ai.tickstock.app.api.Reply;
import ai.tickstock.app.api.Respond;
import ai.tickstock.app.backtests.Backtests.Known;
import ai.tickstock.app.backtests.JobForms.Checked;
import ai.tickstock.app.http.Identity;
import ai.tickstock.app.universes.Universes;
import ai.tickstock.store.BacktestReader;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code /api/backtests}: a user's backtests, submitted, listed, shown, compared, cancelled, run
 * again. Thread-safe.
 */
public final class BacktestRoutes implements ApiPart {
  private static final String ALL = "/backtests";
  private static final String ONE = "/backtests/:id";

  /** As many symbols as there may be, each as long as it may be. */
  private static final int MOST_BYTES = 512 << 10;

  private static final int MOST_LISTED = 100;
  private static final int USUALLY_LISTED = 50;
  private static final int MOST_COMPARED = 10;
  private static final int LONGEST_KEY = 200;

  /** How an error begins that is about a field: {@code rules.enter_when[1]: …}. */
  private static final Pattern FIELD = Pattern.compile("^([A-Za-z_][\\w.\\[\\]]*): ");

  private final BacktestDesk desk;
  private final Backtests backtests;
  private final BacktestFiles files;
  private final JobForms forms;
  private final Clock clock;

  /**
   * @param desk where jobs go
   * @param reader where results come from
   * @param check what only the other half knows of a job
   */
  public BacktestRoutes(
      BacktestDesk desk, BacktestReader reader, Universes universes, JobCheck check, Clock clock) {
    this.desk = desk;
    this.backtests = new Backtests(desk, reader);
    this.files = new BacktestFiles(backtests, reader);
    this.forms = new JobForms(universes, check, clock);
    this.clock = clock;
  }

  @Override
  public Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get(ALL).handler(answer(this::list));
    Respond.body(router.post(ALL), "application/json", MOST_BYTES).handler(answer(this::submit));
    Respond.only(router, ALL, "GET", "POST");
    String check = ALL + "/check";
    Respond.body(router.post(check), "application/json", MOST_BYTES).handler(answer(this::check));
    Respond.only(router, check, "POST");
    router.get(ALL + "/compare").handler(answer(this::compare));
    Respond.only(router, ALL + "/compare", "GET");
    router.get(ONE).handler(answer(this::get));
    router.delete(ONE).handler(answer(this::cancel));
    Respond.only(router, ONE, "GET", "DELETE");
    router.post(ONE + "/rerun").handler(answer(this::rerun));
    Respond.only(router, ONE + "/rerun", "POST");
    files.addTo(router, ONE);
    return router;
  }

  private static Handler<RoutingContext> answer(Function<RoutingContext, Future<Reply>> question) {
    return request -> Respond.with(request, question);
  }

  private Future<Reply> submit(RoutingContext request) {
    new Query(request.queryParams());
    JsonObject form = Respond.object(request, JobForms.FIELDS);
    String user = Identity.of(request).user();
    return forms.read(newId(request, user), user, form).compose(this::submit);
  }

  /** Who sends the same key again, because no answer came, gets the same job. */
  private static String newId(RoutingContext request, String user) {
    String key = request.request().getHeader("Idempotency-Key");
    if (key == null) {
      return "bt_" + UUID.randomUUID();
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw Refusal.bad("Idempotency-Key: expected 1 to " + LONGEST_KEY + " characters");
    }
    byte[] own = (user + "\n" + key).getBytes(StandardCharsets.UTF_8);
    return "bt_" + UUID.nameUUIDFromBytes(own);
  }

  private Future<Reply> submit(Checked job) {
    String id = job.job().jobId();
    return desk.submit(job.job(), job.message())
        .recover(error -> Future.failedFuture(Refusal.away("Redis")))
        .compose(
            submission ->
                switch (submission) {
                  case ACCEPTED -> Future.succeededFuture(accepted(id, Status.SUBMITTED.label()));
                  case EXISTS -> submittedBefore(job.job().userId(), id);
                  case TOO_MANY -> tooMany(job.job().userId());
                });
  }

  private Future<Reply> submittedBefore(String user, String id) {
    return backtests.find(user, id).map(known -> accepted(id, known.status()));
  }

  private static Reply accepted(String id, String status) {
    String ref = "/api/backtests/" + id;
    return Reply.accepted(new JsonObject().put("job_id", id).put("status", status).put("ref", ref))
        .with("Location", ref);
  }

  private Future<Reply> tooMany(String user) {
    return desk.jobsOf(user)
        .recover(error -> Future.succeededFuture(List.of()))
        .compose(
            jobs ->
                Future.failedFuture(
                    new Refusal(
                        429,
                        "expected at most "
                            + desk.mostActive()
                            + " backtests of a user at a time (jobs.maxPerUser); under way: "
                            + jobs.stream()
                                .filter(job -> !job.status().isEnd())
                                .map(job -> job.jobId())
                                .limit(desk.mostActive())
                                .collect(Collectors.joining(", "))
                            + "; wait for one to end, or cancel one")));
  }

  /** A form that is half filled in is no failure: what is wrong with it is the answer. */
  private Future<Reply> check(RoutingContext request) {
    new Query(request.queryParams());
    Respond.object(request);
    String user = Identity.of(request).user();
    return Future.succeededFuture()
        .compose(any -> forms.read("bt_check", user, Respond.object(request, JobForms.FIELDS)))
        .map(
            job ->
                new JsonObject()
                    .put("valid", true)
                    .put("symbols_total", job.job().symbols().size()))
        .recover(
            error ->
                isOfTheForm(error)
                    ? Future.succeededFuture(invalid(error.getMessage()))
                    : Future.failedFuture(error))
        .map(Reply::ok);
  }

  private static boolean isOfTheForm(Throwable error) {
    return error instanceof MessageException
        || (error instanceof Refusal refusal && refusal.status() == 400);
  }

  private static JsonObject invalid(String detail) {
    JsonObject answer = new JsonObject().put("valid", false).put("detail", detail);
    Matcher field = FIELD.matcher(detail);
    return field.find() ? answer.put("field", field.group(1)) : answer;
  }

  private Future<Reply> rerun(RoutingContext request) {
    new Query(request.queryParams());
    String user = Identity.of(request).user();
    String id = newId(request, user);
    return backtests
        .find(user, request.pathParam("id"))
        .compose(known -> submit(forms.again(id, user, known.job())));
  }

  private Future<Reply> list(RoutingContext request) {
    Query query = new Query(request.queryParams(), "limit", "before", "status");
    String status = query.text("status", null);
    List<String> states = Arrays.stream(Status.values()).map(Status::label).toList();
    if (status != null && !states.contains(status)) {
      throw Refusal.bad("status: expected one of " + String.join(", ", states));
    }
    return backtests
        .list(
            Identity.of(request).user(),
            query.limit(USUALLY_LISTED, MOST_LISTED),
            query.instantOrNull("before"),
            status)
        .map(all -> Reply.ok(new JsonObject().put("backtests", new JsonArray(all))));
  }

  private Future<Reply> get(RoutingContext request) {
    new Query(request.queryParams());
    return backtests
        .find(Identity.of(request).user(), request.pathParam("id"))
        .map(known -> Reply.ok(BacktestJson.whole(known)));
  }

  private Future<Reply> compare(RoutingContext request) {
    Query query = new Query(request.queryParams(), "ids");
    Set<String> ids = query.names("ids");
    if (ids.isEmpty() || ids.size() > MOST_COMPARED) {
      throw Refusal.bad(
          "ids: expected 1 to " + MOST_COMPARED + " ids with commas between, was " + ids.size());
    }
    String user = Identity.of(request).user();
    List<Future<Known>> found = ids.stream().map(id -> backtests.find(user, id)).toList();
    return Future.all(found)
        .map(
            all -> {
              JsonArray list = new JsonArray();
              found.forEach(each -> list.add(BacktestJson.whole(each.result())));
              return Reply.ok(new JsonObject().put("backtests", list));
            });
  }

  private Future<Reply> cancel(RoutingContext request) {
    new Query(request.queryParams());
    String id = request.pathParam("id");
    return backtests
        .find(Identity.of(request).user(), id)
        .compose(
            known ->
                known.hasEnded() || known.state() == null
                    ? Future.failedFuture(ended(known))
                    : desk.cancel(id, clock.instant())
                        .recover(error -> Future.failedFuture(Refusal.away("Redis")))
                        .map(status -> cancelled(id, status)));
  }

  private static Refusal ended(Known known) {
    return ended(known.status());
  }

  private static Refusal ended(String status) {
    return new Refusal(409, "id: expected a backtest that waits or runs, this one is " + status);
  }

  private static Reply cancelled(String id, Status status) {
    if (status == null) {
      throw Backtests.unknown(id);
    }
    if (status == Status.COMPLETED || status == Status.FAILED) {
      throw ended(status.label());
    }
    return accepted(id, status.label());
  }
}
