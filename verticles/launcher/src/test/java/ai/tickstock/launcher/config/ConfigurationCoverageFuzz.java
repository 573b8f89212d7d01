package ai.tickstock.launcher.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The same for bytes that the code's own branches lead to, on demand: {@code JAZZER_FUZZ=1
 * JAZZER_INSTRUMENT=ai.tickstock.**,com.fasterxml.jackson.** mvn test -pl verticles/launcher -am
 * -Dtest=ConfigurationCoverageFuzz -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ConfigurationCoverageFuzz {
  @FuzzTest(maxDuration = "5m")
  void aFile(byte[] bytes) {
    ConfigurationFuzzTest.load(new String(bytes, StandardCharsets.UTF_8), List.of());
  }
}
