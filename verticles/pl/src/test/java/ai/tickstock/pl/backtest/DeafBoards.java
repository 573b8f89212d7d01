package ai.tickstock.pl.backtest;

import ai.tickstock.wire.jobs.JobBoard;
import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.jobs.Renewal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Boards on which nothing is renewed, and whose holder is not told so: as if it were frozen. */
record DeafBoards(JobBoards boards) implements JobBoards {
  @Override
  public JobBoard create(Vertx vertx) {
    JobBoard board = boards.create(vertx);
    return (JobBoard)
        Proxy.newProxyInstance(
            JobBoard.class.getClassLoader(),
            new Class<?>[] {JobBoard.class},
            (proxy, method, args) -> {
              if (method.getName().equals("renew")) {
                return Future.<Renewal>future(never -> {});
              }
              try {
                return method.invoke(board, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
