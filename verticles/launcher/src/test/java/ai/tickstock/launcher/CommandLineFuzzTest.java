package ai.tickstock.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Whatever is typed behind the jar: it is understood, or refused in a sentence. */
class CommandLineFuzzTest {
  private static final List<String> COMMANDS =
      List.copyOf(Main.commandLine().getSubcommands().keySet());

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void isUnderstoodOrRefusedInASentence(@ForAll long seed) {
    CommandLine line = Main.commandLine();
    Fuzz.each(seed, nasty -> read(line, typed(line, nasty)));
  }

  private static String[] typed(CommandLine line, NastyJson nasty) {
    String command = COMMANDS.get(nasty.random().nextInt(COMMANDS.size()));
    List<OptionSpec> options = line.getSubcommands().get(command).getCommandSpec().options();
    List<String> words = new ArrayList<>(List.of(command));
    for (int i = nasty.random().nextInt(4); i >= 0; i--) {
      OptionSpec option = options.get(nasty.random().nextInt(options.size()));
      String name = option.longestName();
      String word = nasty.random().nextInt(8) == 0 ? nasty.scribbled(name) : name;
      switch (nasty.random().nextInt(3)) {
        case 0 -> words.add(word);
        case 1 -> words.add(word + "=" + nasty.value());
        default -> words.addAll(List.of(word, nasty.value().replace("\"", "")));
      }
    }
    // No system hands a program an argument with a NUL in it.
    return words.stream().map(word -> word.replace("\0", "")).toArray(String[]::new);
  }

  private static void read(CommandLine line, String[] words) {
    try {
      assertThat(line.parseArgs(words).hasSubcommand()).isTrue();
    } catch (ParameterException refused) {
      assertThat(refused.getMessage())
          .as("for %s", List.of(words))
          .isNotBlank()
          .doesNotContain("Exception", "java.", "ai.tickstock");
    }
  }
}
