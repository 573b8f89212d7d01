package ai.tickstock.bench.faults;

import static ai.tickstock.bench.faults.Bystander.since;
import static ai.tickstock.bench.faults.Bystander.soon;

import ai.tickstock.bench.faults.Fault.Kind;
import ai.tickstock.bench.faults.Fault.Target;
import ai.tickstock.wire.Channels;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What befalls a mesh that plain clients feed and people ask. */
final class PlainTrials {
  /** With these, a market is open all day, a silence is soon one, and hooks may be at home. */
  static final List<String> SETTINGS =
      List.of(
          "market.open=00:00",
          "market.close=00:00",
          "market.closedDays=[]",
          "feed.staleAfter=3",
          "feed.maxSymbols=" + PlainTrials.MOST_SYMBOLS,
          "alerts.webhooks.allowHttp=true",
          "alerts.webhooks.allowPrivate=true",
          "alerts.webhooks.maxAttempts=1");

  static final String DISK = "data-app";
  private static final int MOST_SYMBOLS = 200;
  private static final int FLOOD = 1_000;
  private static final String ADOPTED = ": what plain clients publish is adopted here";
  private static final long AGAIN_MILLIS = 300;
  private static final int FILLING_MEGABYTES = 600;

  private final Bystander by;
  private final Mesh mesh;
  private final CutLine line;
  private int floods;
  private int configurations;
  private int alerts;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile boolean isUp;
  private HttpServer hook;

  PlainTrials(Bystander by, CutLine line) {
    this.by = by;
    this.mesh = by.mesh();
    this.line = line;
  }

  List<Trial> all() {
    String bar = "a bar of ticks published then is stored";
    return List.of(
        new Trial("none: what a bar takes in any case", bar, this::nothing),
        new Trial("the answer to a COMMIT is lost", bar, this::lostAnswer),
        new Trial("a tick nobody can read", "the next one is in the log", this::malformed),
        new Trial(
            FLOOD + " symbols where " + MOST_SYMBOLS + " may be",
            "a bar of another is stored",
            this::flood),
        new Trial("two PL adopt", "the one that was replaced says so", this::twoAdopt),
        new Trial("no ticks for 3 s", "PL is healthy", this::silence),
        new Trial("a request nobody can read", "it and the next one are answered", this::request),
        new Trial("an invalid configuration", "a valid one is taken", this::configuration),
        new Trial("App dies over a fresh alert", "it is in its user's history", this::freshAlert),
        new Trial("a webhook that failed for good", "tried again, it has arrived", this::webhook),
        new Trial("the disk is nearly full", "App is healthy", this::disk));
  }

  private double nothing() throws IOException {
    long over = System.nanoTime();
    by.awaitABar();
    return since(over);
  }

  private double lostAnswer() throws IOException {
    line.arm();
    by.minute("LOST");
    soon("an answer to be lost", () -> line.cutAt() != 0);
    by.awaitABar();
    return since(line.cutAt());
  }

  private double malformed() throws IOException {
    long before = inLog();
    long over = System.nanoTime();
    by.publish(Channels.TICKS, "{\"type\": \"market_tick\", \"symbol\": ");
    by.tick("CLOCK");
    soon("the good one in the log", () -> inLog() > before);
    return since(over);
  }

  private long inLog() throws IOException {
    return Long.parseLong(mesh.redis().ask("XLEN", Channels.TICKS).get(0));
  }

  private double flood() throws IOException {
    floods++;
    for (int i = 0; i < FLOOD; i++) {
      by.tick("F" + floods + "-" + i);
    }
    String next = "N" + floods;
    long over = System.nanoTime();
    soon(
        "room for another symbol",
        () -> {
          by.minute(next);
          Waiting.pause(AGAIN_MILLIS);
          return by.bars(next) > 0;
        });
    return since(over);
  }

  private double twoAdopt() throws IOException {
    Member old = mesh.pl();
    Fault fault = new Fault(Target.PL, Kind.REPLACE, 0, 0);
    mesh.begin(fault);
    soon("the other PL to adopt", () -> mesh.pl().printed().contains(Channels.TICKS + ADOPTED));
    by.awaitABar();
    long over = System.nanoTime();
    mesh.end(fault);
    soon("it to be said", () -> old.printed().contains("another process adopts"));
    double seconds = since(over);
    mesh.stopReplaced();
    return seconds;
  }

  private double silence() throws IOException {
    soon("a silence", () -> "silent".equals(feedState()));
    long over = System.nanoTime();
    by.tick("CLOCK");
    soon("PL to be healthy", () -> by.isHealthy("pl", mesh.pl()));
    return since(over);
  }

  private String feedState() throws IOException {
    return by.health("pl", mesh.pl()).getJsonObject("feed").getString("state");
  }

  private double request() throws IOException {
    long over = System.nanoTime();
    int refused = by.ask(mesh.app(), "GET", "/api/bars/AAPL?from=never", null).statusCode();
    int served = by.ask(mesh.app(), "GET", "/api/symbols", null).statusCode();
    if (refused != 400 || served != 200) {
      throw new IllegalStateException("answered " + refused + " and " + served);
    }
    return since(over);
  }

  private double configuration() throws IOException {
    mesh.save("{\"source\": {\"type\": \"nonesuch\"}}");
    soon("it to be refused", () -> "refused".equals(configured().getString("status")));
    long over = System.nanoTime();
    mesh.save(
        "{\"source\": {\"type\": \"none\"}, \"jobs\": {\"keepDays\": " + ++configurations + "}}");
    soon("it to be taken", () -> "taken".equals(configured().getString("status")));
    return since(over);
  }

  private JsonObject configured() throws IOException {
    return by.get(mesh.app(), "/health/ready").getJsonObject("configuration");
  }

  /**
   * What is at home for the first time when a letter is tried again; older letters go there, too.
   */
  private double webhook() throws IOException {
    isUp = false;
    if (hook == null) {
      hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      hook.createContext("/", this::hooked);
      hook.start();
    }
    String url = "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
    String made = rule("HOOK", new JsonObject().put("type", "webhook").put("url", url));
    long id = awaitDeadLetter();
    by.ask(mesh.app(), "DELETE", "/api/alerts/" + made, null);
    isUp = true;
    int before = arrived.get();
    long over = System.nanoTime();
    by.ask(mesh.app(), "POST", "/api/alerts/deadletters/" + id + "/retry", null);
    soon("it to arrive", () -> arrived.get() > before);
    return since(over);
  }

  private void hooked(HttpExchange call) throws IOException {
    call.getRequestBody().readAllBytes();
    if (isUp) {
      arrived.incrementAndGet();
    }
    call.sendResponseHeaders(isUp ? 204 : 410, -1);
    call.close();
  }

  /** Makes a rule that fires at each bar of a symbol; gives its id. */
  private String rule(String symbol, JsonObject channel) throws IOException {
    JsonObject condition =
        new JsonObject().put("indicator", "SMA(2)").put("op", "above").put("level", 1);
    JsonObject rule =
        new JsonObject()
            .put("name", symbol)
            .put("symbols", new JsonArray().add(symbol))
            .put("timeframes", new JsonArray().add("1min"))
            .put("conditions", new JsonArray().add(condition))
            .put("channels", new JsonArray().add(channel));
    return new JsonObject(by.ask(mesh.app(), "POST", "/api/alerts", rule).body())
        .getString("subscription_id");
  }

  private double freshAlert() throws IOException {
    String symbol = "FRESH" + ++alerts;
    String made = rule(symbol, new JsonObject().put("type", "browser"));
    long before = kept();
    soon(
        "an alert",
        () -> {
          by.minute(symbol);
          Waiting.pause(AGAIN_MILLIS);
          return kept() > before;
        });
    Fault fault = new Fault(Target.APP, Kind.KILL, 0, 0);
    mesh.begin(fault);
    long over = System.nanoTime();
    mesh.end(fault);
    soon("App", () -> mesh.app().url() != null);
    soon(
        "the alert",
        () -> by.get(mesh.app(), "/api/alerts/history").encode().contains('"' + symbol + '"'));
    double seconds = since(over);
    by.ask(mesh.app(), "DELETE", "/api/alerts/" + made, null);
    return seconds;
  }

  private long kept() throws IOException {
    return Long.parseLong(mesh.redis().ask("XLEN", "user_messages:witness").get(0));
  }

  /** Its rule fires at one of the next bars. */
  private long awaitDeadLetter() throws IOException {
    long[] id = new long[1];
    soon(
        "a dead letter",
        () -> {
          by.minute("HOOK");
          Waiting.pause(AGAIN_MILLIS);
          JsonArray letters =
              by.get(mesh.app(), "/api/alerts/deadletters").getJsonArray("dead_letters");
          if (!letters.isEmpty()) {
            id[0] = letters.getJsonObject(0).getLong("id");
          }
          return !letters.isEmpty();
        });
    return id[0];
  }

  /** Its directory is on a disk of its own, a small one. */
  private double disk() throws IOException {
    Path directory = mesh.home().resolve(DISK);
    if (Files.getFileStore(directory).equals(Files.getFileStore(mesh.home()))) {
      return Double.NaN;
    }
    Path filling = directory.resolve("filling");
    byte[] megabyte = new byte[1 << 20];
    try (var out = Files.newOutputStream(filling)) {
      for (int i = 0; i < FILLING_MEGABYTES; i++) {
        out.write(megabyte);
      }
    }
    soon("it to be noticed", () -> !by.isHealthy("app", mesh.app()));
    long over = System.nanoTime();
    Files.delete(filling);
    soon("App to be healthy", () -> by.isHealthy("app", mesh.app()));
    return since(over);
  }
}
