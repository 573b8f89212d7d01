package ai.tickstock.analytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The arrows, said again. */
class ArchitectureTest {
  private static final JavaClasses ANALYTICS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ai.tickstock.analytics");

  @Test
  void analyticsDependsOnMarketAndTheJdkOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("ai.tickstock.analytics..", "ai.tickstock.market..", "java..")
        .check(ANALYTICS);
  }

  @Test
  void analyticsDoesNoInputOrOutputOutsideTheProcess() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
        .check(ANALYTICS);
  }

  @Test
  void analyticsReadsNoClock() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(ANALYTICS);
  }

  @Test
  void indicatorsDoNotKnowPatterns() {
    noClasses()
        .that()
        .resideInAPackage("..indicators..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..patterns..", "..chart..")
        .check(ANALYTICS);
  }
}
