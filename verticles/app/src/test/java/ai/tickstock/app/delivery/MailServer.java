package ai.tickstock.app.delivery;

import static ai.tickstock.app.Eventually.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small SMTP server that keeps what it is given, on any free port. */
final class MailServer {
  private final NetServer server;
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private volatile String answerToMail = "250 ok";

  MailServer(Vertx vertx) throws Exception {
    server = await(vertx.createNetServer().connectHandler(this::serve).listen(0, "127.0.0.1"));
  }

  private void serve(NetSocket socket) {
    StringBuilder data = new StringBuilder();
    boolean[] inData = {false};
    socket.write("220 test\r\n");
    socket.handler(
        RecordParser.newDelimited("\r\n", buffer -> line(socket, data, inData, buffer.toString())));
  }

  private void line(NetSocket socket, StringBuilder data, boolean[] inData, String line) {
    if (inData[0]) {
      if (line.equals(".")) {
        inData[0] = false;
        mails.add(data.toString());
        data.setLength(0);
        socket.write("250 kept\r\n");
      } else {
        data.append(line).append('\n');
      }
    } else if (line.startsWith("DATA")) {
      inData[0] = true;
      socket.write("354 go on\r\n");
    } else if (line.startsWith("QUIT")) {
      socket.end(io.vertx.core.buffer.Buffer.buffer("221 bye\r\n"));
    } else {
      socket.write((line.startsWith("MAIL") ? answerToMail : "250 ok") + "\r\n");
    }
  }

  /** From now on it refuses every mail so. */
  void refuse(String answer) {
    answerToMail = answer;
  }

  List<String> mails() {
    return mails;
  }

  int port() {
    return server.actualPort();
  }
}
