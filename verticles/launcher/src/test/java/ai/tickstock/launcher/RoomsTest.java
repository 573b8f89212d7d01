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
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  static final ArchRule MARKET_KNOWS_ONLY_THE_JDK =
      classes()
          .that(in("market"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("ai.tickstock.market..", "java..");

  static final ArchRule ANALYTICS_IS_PURE =
      classes()
          .that(in("analytics"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("ai.tickstock.analytics..", "ai.tickstock.market..", "java..");

  static final ArchRule ANALYTICS_HAS_NO_CLOCK_AND_NO_FILES =
      noClasses()
          .that(in("analytics"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File|RandomAccess|Print|Console).*")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  static final ArchRule WIRE_SEES_ONLY_MARKET = sees("wire", "market");
  static final ArchRule STORE_SEES_ONLY_MARKET = sees("store", "market");

  static final ArchRule PL_NEVER_SEES_APP = sees("pl", "market", "analytics", "wire", "store");

  static final ArchRule APP_NEVER_SEES_PL_NOR_ANALYTICS = sees("app", "market", "wire", "store");

  static final ArchRule APP_ONLY_READS_THE_DATABASE =
      noClasses()
          .that(in("app"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.tickstock.store.write..");

  static final ArchRule SQL_LIVES_IN_THE_STORE =
      noClasses()
          .that(DescribedPredicate.not(in("store")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SQL);

  static final ArchRule ONLY_THE_LAUNCHER_ENDS_THE_PROCESS =
      noClasses()
          .that(DescribedPredicate.not(in("launcher")))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  /** As one test: rules in fields of their own are run, but not reported, by the build. */
  @ArchTest
  static void everyRuleHolds(JavaClasses classes) throws IllegalAccessException {
    Map<String, List<String>> violations = new TreeMap<>();
    for (Field field : RoomsTest.class.getDeclaredFields()) {
      if (field.get(null) instanceof ArchRule rule) {
        violations.put(field.getName(), rule.evaluate(classes).getFailureReport().getDetails());
      }
    }
    assertThat(violations).hasSize(10).allSatisfy((rule, found) -> assertThat(found).isEmpty());
  }

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
