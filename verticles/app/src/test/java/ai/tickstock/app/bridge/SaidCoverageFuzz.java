package ai.tickstock.app.bridge;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for bytes that the code's own branches lead to, on demand: {@code JAZZER_FUZZ=1
 * JAZZER_INSTRUMENT=ai.tickstock.**,io.vertx.core.json.**,com.fasterxml.jackson.** mvn test -pl
 * verticles/app -am -Dtest=SaidCoverageFuzz -Dsurefire.failIfNoSpecifiedTests=false}. Without the
 * branches of the JSON reader, and without the inputs kept beside it, it finds no second message.
 */
class SaidCoverageFuzz {
  @FuzzTest(maxDuration = "5m")
  void whatABrowserSays(byte[] bytes) {
    SaidFuzzTest.check(bytes);
  }
}
