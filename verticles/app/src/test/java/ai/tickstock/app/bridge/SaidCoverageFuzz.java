package ai.tickstock.app.bridge;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for bytes that the code's own branches lead to, on demand: {@code JAZZER_FUZZ=1 mvn test
 * -pl verticles/app -am -Dtest=SaidCoverageFuzz -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SaidCoverageFuzz {
  @FuzzTest(maxDuration = "5m")
  void whatABrowserSays(byte[] bytes) {
    SaidFuzzTest.check(bytes);
  }
}
