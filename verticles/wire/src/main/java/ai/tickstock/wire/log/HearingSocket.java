package ai.tickstock.wire.log;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** One socket on which Redis pushes (RESP3 only: with RESP2 a PING's answer could be a message). */
final class HearingSocket implements PushParser.Listener {
  /** Who hears; the bytes are only lent. */
  interface Hearer {
    void heard(byte[] bytes, int channel, int channelLength, int payload, int payloadLength);
  }

  private final NetSocket socket;
  private final Hearer hearer;
  private final Consumer<String> acknowledged;
  private final PushParser parser = new PushParser(this);
  private final Deque<Promise<Void>> answers = new ArrayDeque<>();

  HearingSocket(NetSocket socket, Hearer hearer, Consumer<String> acknowledged) {
    this.socket = socket;
    this.hearer = hearer;
    this.acknowledged = acknowledged;
    socket.handler(this::received);
  }

  /** Agrees on RESP3. */
  Future<Void> hello(String user, String password) {
    return password == null
        ? ask("HELLO", "3")
        : ask("HELLO", "3", "AUTH", user == null ? "default" : user, password);
  }

  Future<Void> ping() {
    return ask("PING");
  }

  void subscribe(List<String> channels) {
    String[] command = new String[channels.size() + 1];
    command[0] = "SUBSCRIBE";
    for (int i = 0; i < channels.size(); i++) {
      command[i + 1] = channels.get(i);
    }
    socket.write(encoded(command));
  }

  void unsubscribe(String channel) {
    socket.write(encoded("UNSUBSCRIBE", channel));
  }

  void close() {
    socket.close();
    answers.forEach(answer -> answer.tryFail("connection closed"));
    answers.clear();
  }

  @Override
  public void message(byte[] bytes, int channel, int channelLength, int payload, int size) {
    hearer.heard(bytes, channel, channelLength, payload, size);
  }

  @Override
  public void pushed(String kind, String channel) {
    if (kind.equals("subscribe")) {
      acknowledged.accept(channel);
    }
  }

  @Override
  public void answered(String line) {
    Promise<Void> answer = answers.poll();
    if (answer == null) {
      return;
    }
    if (line.startsWith("-")) {
      answer.tryFail(line.substring(1));
    } else {
      answer.tryComplete();
    }
  }

  private void received(Buffer chunk) {
    int size = chunk.length();
    byte[] room = parser.room(size);
    chunk.getBytes(0, size, room, parser.length());
    parser.filled(size);
  }

  private Future<Void> ask(String... command) {
    Promise<Void> answer = Promise.promise();
    answers.add(answer);
    socket.write(encoded(command)).onFailure(answer::tryFail);
    return answer.future();
  }

  private static Buffer encoded(String... command) {
    Buffer buffer = Buffer.buffer().appendString("*" + command.length + "\r\n");
    for (String argument : command) {
      byte[] bytes = argument.getBytes(StandardCharsets.UTF_8);
      buffer.appendString("$" + bytes.length + "\r\n").appendBytes(bytes).appendString("\r\n");
    }
    return buffer;
  }
}
