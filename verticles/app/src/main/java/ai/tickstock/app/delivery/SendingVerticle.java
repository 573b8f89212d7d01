package ai.tickstock.app.delivery;

import ai.tickstock.app.Addresses;
import ai.tickstock.app.AppBackends;
import ai.tickstock.store.users.DeliveryQueue;
import ai.tickstock.store.users.DeliveryQueue.Delivery;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox by webhook and mail, some at a time, and of each host only so much
 * that a slow one is in nobody's way. What it dies with is claimed again, by whomever, when its
 * time is over. Forgets what is too old to be looked up.
 */
public final class SendingVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(SendingVerticle.class);
  private static final long LOOK_MILLIS = 500;
  private static final long PRUNE_MILLIS = 600_000;
  private static final int PRUNED_AT_ONCE = 10_000;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final long STOP_MILLIS = 1_500;

  private final AppBackends backends;
  private final NameResolver resolver;
  private final DeliveryMetrics metrics;
  private final Hosts hosts = new Hosts();
  private DeliveryOptions options;
  private DeliveryQueue queue;
  private Webhooks webhooks;
  private Mails mails;
  private Future<?> claiming = Future.succeededFuture();
  private final AtomicInteger underWay = new AtomicInteger();
  private boolean isNews;
  private boolean isStopping;
  private volatile int resting;

  /** Sends from the queue of {@code backends}. */
  public SendingVerticle(AppBackends backends) {
    this(backends, null);
  }

  SendingVerticle(AppBackends backends, NameResolver resolver) {
    this.backends = backends;
    this.resolver = resolver;
    this.metrics = new DeliveryMetrics(backends.metrics());
    metrics.underWay(underWay);
  }

  @Override
  public Future<?> start() {
    options = DeliveryOptions.from(config());
    queue = backends.alerts().queue();
    NameResolver names = resolver == null ? NameResolver.system(vertx) : resolver;
    webhooks = new Webhooks(vertx, options, names, backends.clock());
    mails = new Mails(vertx, options);
    vertx.eventBus().localConsumer(Addresses.FIRED, news -> look());
    vertx.setPeriodic(LOOK_MILLIS, tick -> look());
    vertx.setPeriodic(PRUNE_MILLIS, tick -> prune());
    return Future.succeededFuture();
  }

  /** Claims what there is room for; what comes meanwhile is looked at again. */
  private void look() {
    int room = options.concurrency() - underWay.get();
    if (!claiming.isComplete()) {
      isNews = true;
      return;
    }
    if (room < 1 || isStopping) {
      return;
    }
    isNews = false;
    claiming =
        queue
            .claim(
                UUID.randomUUID().toString(), options.lease(), room, options.perHost(), busyHosts())
            .onFailure(error -> LOG.debug("Nothing claimed: {}", error.getMessage()))
            .onSuccess(claimed -> claimed.forEach(this::send));
    claiming.onComplete(
        done -> {
          if (isNews) {
            look();
          }
        });
  }

  private List<String> busyHosts() {
    List<String> busy = hosts.busy(System.nanoTime());
    resting = hosts.resting();
    return busy;
  }

  /** Hosts that are left alone because they failed again and again. For any thread. */
  public int hostsResting() {
    return resting;
  }

  private void send(Delivery delivery) {
    underWay.incrementAndGet();
    hosts.begin(delivery.host());
    Future<Attempt> sent =
        delivery.kind().equals(Targets.EMAIL) ? mails.send(delivery) : webhooks.send(delivery);
    sent.otherwise(error -> Attempt.failed(error.getClass().getSimpleName()))
        .compose(attempt -> settle(delivery, attempt))
        .onFailure(error -> LOG.warn("{}: not written down: {}", delivery, error.getMessage()))
        .onComplete(
            done -> {
              underWay.decrementAndGet();
              look();
            });
  }

  private Future<Boolean> settle(Delivery delivery, Attempt attempt) {
    boolean answered = attempt.result() != Attempt.Result.FAILED;
    if (hosts.end(delivery.host(), answered, System.nanoTime())) {
      metrics.opened();
      LOG.warn("ALERTS: {} fails again and again and is left alone for a while", delivery.host());
    }
    if (attempt.result() == Attempt.Result.TAKEN) {
      metrics.attempted(delivery.kind(), "delivered");
      return queue.delivered(delivery);
    }
    boolean isLast = delivery.attempts() >= options.maxAttempts();
    if (attempt.result() == Attempt.Result.REFUSED || isLast) {
      metrics.attempted(delivery.kind(), "dead");
      LOG.warn(
          "ALERTS: {} given up after {} attempts: {}",
          delivery,
          delivery.attempts(),
          attempt.error());
      return queue.dead(delivery, attempt.error());
    }
    metrics.attempted(delivery.kind(), "again");
    return queue.again(delivery, wait(delivery, attempt), attempt.error(), true);
  }

  /** Doubled each time, with jitter: between half and all of the step. */
  private Duration wait(Delivery delivery, Attempt attempt) {
    long step = options.firstRetry().toMillis() << Math.min(delivery.attempts() - 1, 20);
    long most = Math.min(step, LONGEST_WAIT.toMillis());
    long millis = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    return Duration.ofMillis(Math.max(millis, attempt.notBefore().toMillis()));
  }

  private void prune() {
    Instant before = backends.clock().instant().minus(Duration.ofDays(options.historyDays()));
    backends
        .alerts()
        .history()
        .prune(before, PRUNED_AT_ONCE)
        .onFailure(error -> LOG.warn("The history was not pruned: {}", error.getMessage()));
  }

  /** What is under way is given a moment; the rest is claimed again later. */
  @Override
  public Future<?> stop() {
    isStopping = true;
    return claiming
        .timeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
        .transform(
            done -> {
              webhooks.close();
              mails.close();
              return Future.succeededFuture();
            });
  }
}
