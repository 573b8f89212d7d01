package ai.tickstock.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyCommandExplainsItself() {
    assertThat(execute("--help")).isZero();
    assertThat(execute("run", "--help")).isZero();
    assertThat(execute("replay", "--help")).isZero();
    assertThat(out.toString())
        .contains("run ", "replay ", "--role=all|app|pl", "--ticks=FILE", "--speed=max|N", "--set");
  }

  @Test
  void theVersionIsSaid() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).startsWith("TickStock mesh ");
  }

  @Test
  void anUnknownCommandNamesTheNearest() {
    assertThat(execute("rum")).isEqualTo(2);
    assertThat(err.toString()).contains("'rum'", "the nearest are: run", "--help");
  }

  @Test
  void anUnknownOptionNamesTheNearest() {
    assertThat(execute("run", "--rol", "pl")).isEqualTo(2);
    assertThat(err.toString()).contains("'--rol'", "the nearest are: --role", "'tickstock run");
  }

  @Test
  void anUnknownRoleNamesTheRoles() {
    assertThat(execute("run", "--role", "both")).isEqualTo(2);
    assertThat(err.toString()).contains("[ALL, APP, PL]", "'both'");
  }

  @Test
  void aBadConfigurationIsRefusedBeforeAnythingStarts() {
    assertThat(execute("run", data(), "--set", "aggregation.lateness=fast")).isEqualTo(2);
    assertThat(err.toString())
        .contains("aggregation.lateness: expected an integer of 0 to 3600000 (milliseconds)");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void elsewhereThanOnLoopbackASecretIsNeeded() {
    assertThat(execute("run", data(), "--set", "http.host=0.0.0.0")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "http.host: expected a loopback address such as 127.0.0.1, or auth.secret to be set"
                + " (TICKSTOCK_AUTH_SECRET), was \"0.0.0.0\"");
  }

  @Test
  void aShortSecretIsRefusedAndNotShown() {
    assertThat(execute("run", data(), "--set", "auth.secret=short-secret")).isEqualTo(2);
    assertThat(err.toString())
        .contains("auth.secret: expected at least 32 characters")
        .doesNotContain("short-secret");
  }

  @Test
  void aTokenIsPrintedForAUser() {
    assertThat(execute("token", data(), "--user", "ann@desk-1")).isZero();
    assertThat(out.toString().strip()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  }

  @Test
  void aTokenForNobodyIsRefused() {
    assertThat(execute("token", data(), "--user", "two words")).isEqualTo(2);
    assertThat(err.toString()).contains("user: expected 1 to 64 of letters", "\"two words\"");
    assertThat(execute("token", data(), "--user", "ann", "--hours", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("a token's life: expected more than nothing");
  }

  @Test
  void whatTheSchemaCannotSayIsCheckedToo() {
    assertThat(execute("run", data(), "--set", "market.zone=Mars/Olympus")).isEqualTo(2);
    assertThat(err.toString()).contains("market.zone: expected a time zone, was Mars/Olympus");
    assertThat(execute("run", data(), "--set", "source.type=replay")).isEqualTo(2);
    assertThat(err.toString()).contains("source.replay.file: expected the path of a tick CSV");
  }

  @Test
  void theDoctorTakesAnAddressAndSeconds() {
    assertThat(execute("doctor", data(), "--timeout", "0")).isEqualTo(2);
    assertThat(execute("doctor", data(), "--url", "here")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--timeout: expected 1 or more seconds, was 0")
        .contains("--url: expected an address such as http://127.0.0.1:8080, was here");
  }

  @Test
  void theDoctorSaysWhichServersDoNotAnswer() {
    String[] away = {
      "--set=redis.url=redis://127.0.0.1:1",
      "--set=postgres.url=postgresql://me:secret@127.0.0.1:1/x"
    };
    assertThat(execute("doctor", data(), away[0], away[1])).isEqualTo(1);
    assertThat(out.toString())
        .contains("no answer from redis://127.0.0.1:1", "no answer from postgresql://me:***@")
        .contains("Failed: servers and their configuration: Redis does not answer");
    assertThat(execute("doctor", data())).isEqualTo(1);
    assertThat(err.toString()).contains("no running mesh found in");
  }

  @Test
  void aMissingTickFileIsNamed() {
    assertThat(execute("replay", "--ticks", "missing.csv")).isEqualTo(2);
    assertThat(err.toString()).contains("--ticks: expected a readable file, was missing.csv");
  }

  @Test
  void aSpeedIsMaxOrAPositiveNumber() {
    String file = System.getProperty("java.home") + "/release";
    assertThat(execute("replay", "--ticks", file, "--speed", "quick")).isEqualTo(2);
    assertThat(execute("replay", "--ticks", file, "--speed", "-1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--speed: expected max or a number above 0, was quick")
        .contains("--speed: expected max or a number above 0, was -1");
  }

  @Test
  void aReplayWithoutARunningMeshSaysWhatToDo() {
    String file = System.getProperty("java.home") + "/release";
    assertThat(execute("replay", "--ticks", file, data())).isEqualTo(1);
    assertThat(err.toString())
        .contains("no running mesh found in", "start one with 'run'", "--set redis.url=");
  }

  private String data() {
    return "--set=data.directory=" + directory;
  }

  private int execute(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
