package ai.tickstock.launcher;

import ai.tickstock.app.http.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a signed token. */
@Command(
    name = "token",
    description = {
      "Prints a signed token for a browser or an API client, of the mesh with this data directory"
          + " or auth.secret.",
      "Paste it into the page's sign-in form, or send it as Authorization: Bearer <token>."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false)
final class TokenCommand implements Callable<Integer> {
  @Option(
      names = "--user",
      paramLabel = "NAME",
      required = true,
      description = "whom the token speaks for: 1 to 64 of letters, digits and . _ @ -")
  private String user;

  @Option(
      names = "--hours",
      paramLabel = "N",
      description = "how long it is valid; default: auth.hours, 12")
  private Integer hours;

  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JsonObject config = common.load().json();
    int life = hours == null ? config.getJsonObject("auth").getInteger("hours") : hours;
    Vertx vertx = Vertx.vertx();
    try {
      Tokens tokens = new Tokens(vertx, AuthKey.of(config));
      spec.commandLine().getOut().println(tokens.sign(user, Duration.ofHours(life)));
      spec.commandLine().getOut().flush();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    return 0;
  }
}
