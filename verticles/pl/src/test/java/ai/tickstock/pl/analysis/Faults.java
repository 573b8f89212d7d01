package ai.tickstock.pl.analysis;

import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a store fail as often as a test wants: the next commits, or the next calls of any kind. */
public final class Faults {
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();

  /** Lets the next commits fail. */
  public void failCommits(int count) {
    commits.set(count);
  }

  /** Lets the next calls fail. */
  public void failCalls(int count) {
    calls.set(count);
  }

  /** The same store, that fails when told so. */
  public <T> T around(Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean commit = method.getName().startsWith("commit");
              if (use(calls) || (commit && use(commits))) {
                return Future.failedFuture("the database is away");
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static boolean use(AtomicInteger left) {
    return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }
}
