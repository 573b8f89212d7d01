package ai.tickstock.bench.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/** A Redis that can be killed, frozen and started again where it was. */
final class RedisServer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 3_000;

  private final Path directory;
  private final Path program;
  private final Persistence persistence;
  private final int port;
  private Process process;

  RedisServer(Path directory, Persistence persistence) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.persistence = persistence;
    program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Starts it; it may still be loading what it has. */
  void start() {
    List<String> command =
        new ArrayList<>(
            List.of(program.toString(), "--port", "" + port, "--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--dir", directory.toString(), "--maxmemory-policy", "noeviction"));
    command.addAll(List.of("--client-output-buffer-limit", "pubsub", "256mb", "64mb", "60"));
    command.addAll(persistence.arguments());
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(directory.resolve("redis.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void freeze() {
    Signals.send("STOP", process.pid());
  }

  void thaw() {
    Signals.send("CONT", process.pid());
  }

  /**
   * One command, as somebody at a console would give it; the texts of its answer, whatever their
   * nesting.
   *
   * @throws IOException also if it loads its data, or does not answer within three seconds
   */
  List<String> ask(String... words) throws IOException {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      request.append("$").append(length).append("\r\n").append(word).append("\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      List<String> texts = new ArrayList<>();
      // Our messages are ASCII, so characters are bytes.
      read(
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1 << 16),
          texts);
      return texts;
    }
  }

  private static void read(BufferedReader from, List<String> texts) throws IOException {
    String line = from.readLine();
    if (line == null || line.startsWith("-")) {
      throw new IOException(line == null ? "closed by the server" : line.substring(1));
    }
    switch (line.charAt(0)) {
      case '*' -> {
        for (int left = Integer.parseInt(line.substring(1)); left > 0; left--) {
          read(from, texts);
        }
      }
      case '$' -> texts.add(text(from, Integer.parseInt(line.substring(1))));
      default -> texts.add(line.substring(1));
    }
  }

  private static String text(BufferedReader from, int length) throws IOException {
    if (length < 0) {
      return null;
    }
    char[] text = new char[length + 2];
    for (int read = 0; read < text.length; ) {
      int more = from.read(text, read, text.length - read);
      if (more < 0) {
        throw new IOException("closed by the server");
      }
      read += more;
    }
    return new String(text, 0, length);
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
