package ai.tickstock.bench.faults;

import ai.tickstock.app.http.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A mesh of processes: Redis, PostgreSQL, App, which publishes the ticks, PL, and a browser that
 * watches. It lives from schedule to schedule; a half that ends by itself is started again, as a
 * supervisor would. What each fault does to it is here; when is not.
 */
final class Mesh implements AutoCloseable {
  private static final String SECRET = "a secret for fault schedules, nothing else uses it";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** For schedules: starts matter there, speed does not. */
  static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final long SUPERVISE_MILLIS = 50;

  /**
   * How one is to be.
   *
   * @param home of all its files
   * @param framing of the tick log: tick or announce
   * @param options of the halves' JVMs
   * @param settings of both halves, {@code key=value}, over those every mesh has
   * @param database what PL is told of where PostgreSQL is, given where it is
   */
  record Setup(
      Path jar,
      Path home,
      Persistence persistence,
      String framing,
      List<String> options,
      List<String> settings,
      UnaryOperator<String> database) {
    Setup(Path jar, Path home, Persistence persistence, String framing, List<String> options) {
      this(jar, home, persistence, framing, options, List.of(), UnaryOperator.identity());
    }
  }

  private final Setup setup;
  private final Path home;
  private final RedisServer redis;
  private final PostgresServer postgres;
  private final Database database;
  private final Witness witness = new Witness(token());
  private final List<Member> replaced = new ArrayList<>();
  private final Thread supervisor = new Thread(this::supervise, "supervisor");
  private Member app;
  private Member pl;
  private int twins;
  private volatile boolean isClosing;

  /** Starts everything, and waits until both halves are ready. */
  Mesh(Setup setup) throws IOException {
    this.setup = setup;
    home = setup.home();
    redis = new RedisServer(home.resolve("redis"), setup.persistence());
    postgres = new PostgresServer(Files.createDirectories(home.resolve("database")));
    database = new Database(postgres.url());
    configure(new JsonObject().put("type", "none"));
    redis.start();
    app = half("app");
    pl = half("pl");
    app.start();
    pl.start();
    supervisor.setDaemon(true);
    supervisor.start();
    Waiting.until("both halves to be ready", PATIENCE, this::isReady);
  }

  /** Of the user who watches. */
  static String token() {
    Vertx vertx = Vertx.vertx();
    try {
      return new Tokens(vertx, SECRET).sign("witness", Duration.ofDays(1));
    } finally {
      vertx.close();
    }
  }

  private Member half(String name) {
    String role = name.replaceAll("-.*", "");
    List<String> arguments =
        new ArrayList<>(
            List.of("run", "--role", role, "--conf", home.resolve("tickstock.json").toString()));
    for (String setting :
        List.of(
            "http.port=0",
            "http.instances=1",
            "auth.secret=" + SECRET,
            "patterns.enabled=[\"ALL\"]",
            "patterns.record.enabled=false",
            "publisher.framing=" + setup.framing(),
            "redis.url=" + redis.url(),
            "postgres.url="
                + (role.equals("pl") ? setup.database().apply(postgres.url()) : postgres.url()))) {
      arguments.addAll(List.of("--set", setting));
    }
    setup.settings().forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return Member.half(name, home, setup.jar().toAbsolutePath(), setup.options(), arguments);
  }

  private void configure(JsonObject source) throws IOException {
    save(new JsonObject().put("source", source).encodePrettily());
  }

  /** Saves the halves' configuration file. */
  void save(String configuration) throws IOException {
    Path draft = home.resolve("tickstock.json~");
    Files.writeString(draft, configuration);
    Files.move(
        draft,
        home.resolve("tickstock.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Has App publish a file, by its configuration; returns at once. */
  void play(Path file, Object speed) throws IOException {
    JsonObject replay = new JsonObject().put("file", file.toString()).put("speed", speed);
    configure(new JsonObject().put("type", "replay").put("replay", replay));
  }

  private void supervise() {
    while (!isClosing) {
      synchronized (this) {
        if (!isClosing) {
          app.supervise();
          pl.supervise();
        }
      }
      witness.keepConnected(app().url());
      Waiting.pause(SUPERVISE_MILLIS);
    }
  }

  /** Whether both halves have said so since their last start, and the browser is connected. */
  boolean isReady() {
    return app().url() != null && pl().url() != null && witness.isConnected();
  }

  synchronized Member app() {
    return app;
  }

  synchronized Member pl() {
    return pl;
  }

  RedisServer redis() {
    return redis;
  }

  Database database() {
    return database;
  }

  Witness witness() {
    return witness;
  }

  Path home() {
    return home;
  }

  /** A fault begins; a replacement, when the other one is ready. */
  void begin(Fault fault) {
    boolean kill = fault.kind() == Fault.Kind.KILL;
    switch (fault.target()) {
      case APP -> begin(fault.kind(), app());
      case PL -> begin(fault.kind(), pl());
      case REDIS -> act(kill, redis::kill, redis::freeze);
      case POSTGRES -> act(kill, postgres::kill, postgres::freeze);
    }
  }

  /** Where PostgreSQL is. */
  String postgresUrl() {
    return postgres.url();
  }

  Setup setup() {
    return setup;
  }

  private static void act(boolean first, Runnable one, Runnable other) {
    (first ? one : other).run();
  }

  private void begin(Fault.Kind kind, Member member) {
    if (kind == Fault.Kind.KILL) {
      member.kill();
    } else {
      member.freeze();
    }
    if (kind == Fault.Kind.REPLACE) {
      replace(member);
    }
  }

  private synchronized void replace(Member member) {
    replaced.add(member);
    if (member == app) {
      app = half("app-" + ++twins);
      app.start();
      witness.vanish();
    } else {
      pl = half("pl-" + ++twins);
      pl.start();
    }
  }

  /** A fault ends: what was killed is started again, what was frozen goes on. */
  void end(Fault fault) throws IOException {
    boolean kill = fault.kind() == Fault.Kind.KILL;
    switch (fault.target()) {
      case APP -> end(fault.kind(), app());
      case PL -> end(fault.kind(), pl());
      case REDIS -> act(kill, redis::start, redis::thaw);
      case POSTGRES -> {
        if (kill) {
          postgres.startAgain();
        } else {
          postgres.thaw();
        }
      }
    }
  }

  private synchronized void end(Fault.Kind kind, Member member) {
    switch (kind) {
      case KILL -> member.start();
      case FREEZE -> member.thaw();
      case REPLACE -> replaced.forEach(Member::thaw);
    }
  }

  /** Stops those who were replaced and live on; what each has said is given. */
  synchronized List<String> stopReplaced() {
    List<String> said = new ArrayList<>();
    for (Member member : replaced) {
      member.stop();
      said.add(member.printed());
    }
    replaced.clear();
    return said;
  }

  /** The last lines of all, for people. */
  String tails() {
    return app().tail() + "\n" + pl().tail();
  }

  @Override
  public void close() throws IOException {
    isClosing = true;
    witness.close();
    synchronized (this) {
      replaced.forEach(Member::thaw);
      stopReplaced();
      if (pl != null) {
        pl.stop();
      }
      if (app != null) {
        app.stop();
      }
    }
    database.close();
    redis.close();
    postgres.close();
  }
}
