package ai.tickstock.launcher;

import ai.tickstock.app.publisher.Replay;
import ai.tickstock.app.publisher.ReplayProgress;
import ai.tickstock.app.publisher.ReplaySummary;
import ai.tickstock.app.sources.ReplayOptions;
import ai.tickstock.launcher.embedded.Servers;
import ai.tickstock.wire.log.RedisBus;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes a tick file into a running mesh. */
@Command(
    name = "replay",
    description = {
      "Publishes a tick file into the mesh that runs over the same data directory, and ends when"
          + " all of it is in the log.",
      "The same file again changes nothing, unless --again is given; one that was cut short goes on"
          + " where it stopped."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;
  private static final int STOP_SECONDS = 3;
  private static final int KILOBYTE = 1_000;

  @Option(
      names = "--ticks",
      required = true,
      paramLabel = "FILE",
      description = "CSV with the header symbol,timestamp,price,volume; plain or .gz")
  private Path ticks;

  @Option(
      names = "--speed",
      paramLabel = "max|N",
      description = "as fast as the log takes it, or N times real time; default max")
  private String speed = "max";

  @Option(names = "--again", description = "publish the file anew, even if the log has it")
  private boolean again;

  @Mixin private CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ReplayOptions options = options();
    JsonObject config = common.load().json();
    Logging.configure(config);
    Logging.quiet();
    try (Shutdown shutdown = Shutdown.onSignal(INTERRUPTED)) {
      Servers servers = shutdown.start(() -> join(config, shutdown));
      Vertx vertx = shutdown.start(() -> vertx(shutdown));
      print(replay(vertx, config, servers, options));
      return 0;
    }
  }

  private ReplayOptions options() {
    if (!Files.isRegularFile(ticks) || !Files.isReadable(ticks)) {
      throw refused("--ticks: expected a readable file, was " + ticks);
    }
    try {
      return new ReplayOptions(ticks, ReplayOptions.speed(speed), again);
    } catch (IllegalArgumentException e) {
      throw refused("--speed: expected max or a number above 0, was " + speed);
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Servers join(JsonObject config, Shutdown shutdown) throws Exception {
    Servers servers = Servers.join(config, "replay");
    shutdown.stops("servers", servers::close);
    return servers;
  }

  private static Vertx vertx(Shutdown shutdown) {
    Vertx vertx = Vertx.vertx();
    shutdown.stops(
        "Vert.x",
        () ->
            vertx
                .close()
                .toCompletionStage()
                .toCompletableFuture()
                .get(STOP_SECONDS, TimeUnit.SECONDS));
    return vertx;
  }

  private ReplaySummary replay(
      Vertx vertx, JsonObject config, Servers servers, ReplayOptions options) throws Exception {
    String name = ticks.getFileName().toString();
    try (Progress progress = Progress.of(name, " kB", KILOBYTE, spec.commandLine().getErr())) {
      return Replay.run(
              vertx,
              config,
              RedisBus.factory(BusOptions.of(config, servers.redisUrl())),
              options,
              now -> progress.show(now.bytesRead(), now.bytesTotal(), text(now)))
          .toCompletionStage()
          .toCompletableFuture()
          .get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static String text(ReplayProgress progress) {
    String text = String.format("%,d ticks", progress.appended());
    if (progress.skipped() > 0) {
      text += String.format(", %,d in the log already", progress.skipped());
    }
    return progress.stalled() == null ? text : text + ", waiting: " + progress.stalled();
  }

  private void print(ReplaySummary summary) {
    double seconds = Math.max(summary.took().toMillis(), 1) / 1000.0;
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Published %,d ticks in %.1f s (%,.0f ticks/s); %,d were in the log already, %,d lines are"
            + " no ticks%n",
        summary.appended(),
        seconds,
        summary.appended() / seconds,
        summary.skipped(),
        summary.badLines());
    if (summary.lastMillis() > 0) {
      out.printf(
          "Their time: %s to %s%n",
          Instant.ofEpochMilli(summary.firstMillis()), Instant.ofEpochMilli(summary.lastMillis()));
    }
    out.flush();
  }
}
