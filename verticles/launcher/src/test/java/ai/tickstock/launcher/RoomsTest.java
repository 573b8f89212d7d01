package ai.tickstock.launcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The arrows between the rooms: who may see whom. */
@AnalyzeClasses(packages = "ai.tickstock", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final String[] SQL = {
    "java.sql..",
    "javax.sql..",
    "io.vertx.sqlclient..",
    "io.vertx.pgclient..",
    "org.postgresql..",
    "org.flywaydb.."
  };

  @ArchTest
  static final ArchRule MARKET_KNOWS_ONLY_THE_JDK =
      classes()
          .that(in("market"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("ai.tickstock.market..", "java..");

  @ArchTest
  static final ArchRule ANALYTICS_IS_PURE =
      classes()
          .that(in("analytics"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("ai.tickstock.analytics..", "ai.tickstock.market..", "java..");

  @ArchTest
  static final ArchRule ANALYTICS_HAS_NO_CLOCK_AND_NO_FILES =
      noClasses()
          .that(in("analytics"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest static final ArchRule WIRE_SEES_ONLY_MARKET = sees("wire", "market");
  @ArchTest static final ArchRule STORE_SEES_ONLY_MARKET = sees("store", "market");

  @ArchTest
  static final ArchRule PL_NEVER_SEES_APP = sees("pl", "market", "analytics", "wire", "store");

  @ArchTest
  static final ArchRule APP_NEVER_SEES_PL_NOR_ANALYTICS = sees("app", "market", "wire", "store");

  @ArchTest
  static final ArchRule APP_ONLY_READS_THE_DATABASE =
      noClasses()
          .that(in("app"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.tickstock.store.write..");

  @ArchTest
  static final ArchRule SQL_LIVES_IN_THE_STORE =
      noClasses()
          .that(DescribedPredicate.not(in("store")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SQL);

  @ArchTest
  static final ArchRule ONLY_THE_LAUNCHER_ENDS_THE_PROCESS =
      noClasses()
          .that(DescribedPredicate.not(in("launcher")))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static void everyPackageStatesItsDuty(JavaClasses classes) {
    Set<String> described =
        classes.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    Set<String> silent =
        classes.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    silent.removeAll(described);
    assertThat(silent).isEmpty();
  }

  private static DescribedPredicate<JavaClass> in(String... rooms) {
    String[] packages =
        Arrays.stream(rooms).map(room -> "ai.tickstock." + room + "..").toArray(String[]::new);
    return resideInAnyPackage(packages);
  }

  private static ArchRule sees(String room, String... others) {
    String[] visible = Arrays.copyOf(others, others.length + 1);
    visible[others.length] = room;
    return noClasses()
        .that(in(room))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("ai.tickstock..").and(DescribedPredicate.not(in(visible))));
  }
}
