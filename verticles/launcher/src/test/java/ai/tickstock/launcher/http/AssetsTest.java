package ai.tickstock.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.launcher.http.Assets.Asset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class AssetsTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

  private final Assets assets = new Assets();

  @Test
  void thePageIsAtTheRootAndNeverKept() {
    Asset page = assets.at("/");

    assertThat(page).isSameAs(assets.at("/index.html"));
    assertThat(page.type()).isEqualTo("text/html; charset=utf-8");
    assertThat(page.caching()).isEqualTo("no-store");
  }

  @Test
  void whateverThePageRefersToIsThereAndMayBeKeptForEver() {
    List<String> references =
        REFERENCE
            .matcher(assets.at("/").content().toString())
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(path -> path.startsWith("/assets/"))
            .toList();

    assertThat(references).anyMatch(path -> path.endsWith(".js"));
    assertThat(references).anyMatch(path -> path.endsWith(".css"));
    assertThat(references)
        .allSatisfy(
            path -> {
              Asset file = assets.at(path);
              assertThat(file).isNotNull();
              assertThat(file.type())
                  .startsWith(path.endsWith(".js") ? "text/javascript" : "text/css");
              assertThat(file.caching()).isEqualTo("public, max-age=31536000, immutable");
              assertThat(file.content().length()).isPositive();
            });
  }

  @Test
  void theContractIsThereAndNothingElse() {
    assertThat(assets.at("/asyncapi.yaml").type()).isEqualTo("application/yaml");
    assertThat(assets.at("/openapi.yaml").type()).isEqualTo("application/yaml");
    assertThat(assets.at("/files.txt")).isNull();
    assertThat(assets.at("/assets/../index.html")).isNull();
    assertThat(assets.at("/src/main.ts")).isNull();
  }
}
