package ai.tickstock.launcher.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the configuration's file: a valid change is taken while the process runs, key by key as
 * the schema says; an invalid one is refused with the reason, and what was there stays. One change
 * is under way at a time. Its state may be read by any thread.
 */
public final class ConfigWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
  private static final long SCAN_MILLIS = 1_000;
  private static final String TEXT = "text";

  /** Who works by the configuration. */
  public interface Users {
    /**
     * Refuses what the schema cannot.
     *
     * @throws RuntimeException naming the key, its value and what is expected
     */
    void check(JsonObject config);

    /** Works by {@code to} when it completes. */
    Future<Void> reconfigure(JsonObject from, JsonObject to);
  }

  private final Vertx vertx;
  private final Path file;
  private final Map<String, String> environment;
  private final List<String> settings;
  private final Users users;
  private final Consumer<String> refusals;
  private ConfigRetriever retriever;
  private String seen;
  private Configuration active;
  private Future<Void> work = Future.succeededFuture();
  private String pendingSaid = "";
  private volatile JsonObject state;

  /**
   * @param file the file that was read, or would have been; it may come and go
   * @param active what the process has started with
   * @param refusals told why a change was refused
   */
  public ConfigWatch(
      Vertx vertx,
      Path file,
      Map<String, String> environment,
      List<String> settings,
      Configuration active,
      Users users,
      Consumer<String> refusals) {
    this.vertx = vertx;
    this.file = file.toAbsolutePath();
    this.environment = environment;
    this.settings = settings;
    this.active = active;
    this.users = users;
    this.refusals = refusals;
    this.state = state(1, active, "taken", List.of(), List.of());
  }

  /** Completes when the file has been looked at once. */
  public Future<Void> start() {
    ConfigStoreOptions store =
        new ConfigStoreOptions()
            .setType("file")
            .setFormat("raw")
            .setOptional(true)
            .setConfig(
                new JsonObject()
                    .put("path", file.toString())
                    .put("raw.key", TEXT)
                    .put("raw.type", "string"));
    retriever =
        ConfigRetriever.create(
            vertx, new ConfigRetrieverOptions().setScanPeriod(SCAN_MILLIS).addStore(store));
    retriever.listen(change -> look(change.getNewConfiguration().getString(TEXT)));
    return retriever.getConfig().onSuccess(first -> look(first.getString(TEXT))).mapEmpty();
  }

  /** Content null: there is no file. */
  private void look(String content) {
    work =
        work.transform(before -> consider(content))
            .onFailure(error -> LOG.error("A change of the configuration failed", error))
            .otherwiseEmpty();
  }

  private Future<Void> consider(String content) {
    boolean gone = content == null && seen != null;
    if (content == null ? seen == null : content.equals(seen)) {
      return Future.succeededFuture();
    }
    seen = content;
    if (gone) {
      refuse(file + " is gone");
      return Future.succeededFuture();
    }
    Configuration wanted;
    try {
      wanted = Configuration.of(file, content, environment, settings);
      users.check(wanted.json());
    } catch (RuntimeException refused) {
      refuse(Secrets.masked(String.valueOf(refused.getMessage())));
      return Future.succeededFuture();
    }
    return take(wanted);
  }

  private void refuse(String why) {
    LOG.warn("{} is refused, the configuration stays as it was: {}", file.getFileName(), why);
    state =
        state(version(), active, "refused", why.lines().toList(), List.of())
            .put("pending", state.getJsonArray("pending"));
    refusals.accept(why);
  }

  private Future<Void> take(Configuration wanted) {
    List<Configuration.Change> changes = active.changesTo(wanted);
    List<Configuration.Change> live =
        changes.stream().filter(Configuration.Change::isLive).toList();
    List<String> pending =
        changes.stream().filter(change -> !change.isLive()).map(Object::toString).toList();
    if (!pending.isEmpty() && !pending.toString().equals(pendingSaid)) {
      LOG.info("After the next start: {}", String.join(", ", pending));
    }
    pendingSaid = pending.toString();
    if (live.isEmpty()) {
      state = state(version(), active, "taken", List.of(), pending);
      return Future.succeededFuture();
    }
    Configuration next = active.withLiveKeysOf(wanted);
    return users
        .reconfigure(active.json(), next.json())
        .onSuccess(
            done -> {
              active = next;
              state = state(version() + 1, active, "taken", List.of(), pending);
              LOG.info("Configuration {} taken: {}", version(), words(live));
            })
        .onFailure(
            error -> {
              active = next;
              refuse("it could not be taken as a whole: " + error.getMessage());
            });
  }

  private static String words(List<Configuration.Change> changes) {
    return String.join(", ", new TreeSet<>(changes.stream().map(Object::toString).toList()));
  }

  private long version() {
    return state.getLong("version");
  }

  private static JsonObject state(
      long version,
      Configuration active,
      String status,
      List<String> problems,
      List<String> pending) {
    return new JsonObject()
        .put("version", version)
        .put("hash", Integer.toHexString(active.json().encode().hashCode()))
        .put("status", status)
        .put("problems", new JsonArray(problems))
        .put("pending", new JsonArray(pending));
  }

  /**
   * For health: {@code version} (1 at the start, one more for each change taken), {@code hash} of
   * the values worked by, {@code status} taken or refused, {@code problems}, and what is {@code
   * pending} until the next start.
   */
  public JsonObject state() {
    return state.copy();
  }

  /** Watches no more. */
  public Future<Void> close() {
    return retriever == null ? Future.succeededFuture() : retriever.close();
  }
}
