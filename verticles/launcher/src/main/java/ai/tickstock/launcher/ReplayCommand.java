package ai.tickstock.launcher;

import ai.tickstock.app.publisher.Replay;
import ai.tickstock.app.publisher.ReplayProgress;
import ai.tickstock.app.publisher.ReplaySummary;
import ai.tickstock.app.sources.ReplayOptions;
import ai.tickstock.launcher.embedded.Servers;
import ai.tickstock.wire.log.RedisBus;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes a tick file into a running mesh. */
@Command(
    name = "replay",
    description = {
      "Publishes a tick file (CSV: symbol,timestamp,price,volume; plain or .gz) and ends when all of it is in the log.",
      "The same file again changes nothing, unless --again is given."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  @Option(names = "--ticks", required = true, paramLabel = "FILE", description = "the tick file")
  private Path ticks;

  @Option(
      names = "--speed",
      paramLabel = "max|N",
      description = "max, or N times real time; default ${DEFAULT-VALUE}")
  private String speed = "max";

  @Option(names = "--again", description = "publish the file anew even if the log has it")
  private boolean again;

  @Mixin private CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JsonObject config = common.load();
    if (!Files.isReadable(ticks)) {
      throw new IllegalArgumentException("--ticks: expected a readable file, was " + ticks);
    }
    ReplayOptions options = new ReplayOptions(ticks, ReplayOptions.speed(speed), again);
    Vertx vertx = Vertx.vertx();
    try (Servers servers = Servers.join(config, "replay")) {
      print(replay(vertx, config, servers, options));
      return 0;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private ReplaySummary replay(
      Vertx vertx, JsonObject config, Servers servers, ReplayOptions options) throws Exception {
    try (ProgressBar bar = progressBar()) {
      ReplaySummary summary =
          Replay.run(
                  vertx,
                  config,
                  RedisBus.factory(BusOptions.of(config, servers.redisUrl())),
                  options,
                  progress -> show(bar, progress))
              .toCompletionStage()
              .toCompletableFuture()
              .get();
      bar.stepTo(bar.getMax());
      return summary;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private ProgressBar progressBar() throws IOException {
    Consumer<String> lines = line -> spec.commandLine().getErr().println(line);
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(ticks.getFileName().toString())
            .setInitialMax(Files.size(ticks))
            .setUnit(" MB", 1_000_000)
            .setStyle(ProgressBarStyle.ASCII);
    return System.console() == null
        ? builder
            .setUpdateIntervalMillis(5_000)
            .setConsumer(new me.tongfei.progressbar.DelegatingProgressBarConsumer(lines, 100))
            .build()
        : builder.setUpdateIntervalMillis(200).build();
  }

  private static void show(ProgressBar bar, ReplayProgress progress) {
    bar.stepTo(Math.min(progress.bytesRead(), bar.getMax()));
    bar.setExtraMessage(
        progress.stalled() == null
            ? String.format(" %,d ticks", progress.appended())
            : " waiting: " + progress.stalled());
  }

  private void print(ReplaySummary summary) {
    double seconds = summary.took().toMillis() / 1000.0;
    spec.commandLine()
        .getOut()
        .printf(
            "Published %,d ticks in %.1f s (%,.0f ticks/s), %,d were in the log already, %,d bad lines left out%n",
            summary.appended(),
            seconds,
            summary.appended() / Math.max(seconds, 0.001),
            summary.skipped(),
            summary.badLines());
  }
}
