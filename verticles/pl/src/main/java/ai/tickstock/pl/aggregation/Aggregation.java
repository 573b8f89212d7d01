package ai.tickstock.pl.aggregation;

import ai.tickstock.market.Symbols;
import ai.tickstock.pl.Backends;
import ai.tickstock.store.write.PartitionState;
import ai.tickstock.wire.LocalCodec;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The feed and the aggregation instances of one process. Use it on one context. */
public final class Aggregation {
  private final Vertx vertx;
  private final List<String> instances = new ArrayList<>();
  private TickFeedVerticle feed;
  private final List<AggregationVerticle> verticles = new ArrayList<>();
  private String feedDeployment;

  private Aggregation(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Takes all partitions over, and deploys the instances, then the feed. Persistence must be there
   * already.
   *
   * @return fails, with nothing left deployed, if an option is refused or the database is away
   */
  public static Future<Aggregation> deploy(Vertx vertx, JsonObject config, Backends backends) {
    LocalCodec.register(vertx.eventBus());
    return new Aggregation(vertx).deploy(config, backends);
  }

  private Future<Aggregation> deploy(JsonObject config, Backends backends) {
    AggregationOptions options = AggregationOptions.from(config);
    FeedProgress progress = new FeedProgress(options.instances());
    List<PartitionState> all = new ArrayList<>();
    Future<Void> deployed = Future.succeededFuture();
    for (int i = 0; i < options.instances(); i++) {
      int instance = i;
      deployed =
          deployed.compose(
              before -> deployInstance(instance, options, config, backends, progress, all));
    }
    return deployed
        .compose(
            done -> {
              feed = new TickFeedVerticle(backends, new FeedStart(all), progress);
              return vertx.deployVerticle(feed, new DeploymentOptions().setConfig(config));
            })
        .map(
            id -> {
              feedDeployment = id;
              return this;
            })
        .recover(refused -> undeployInstances().transform(gone -> Future.failedFuture(refused)));
  }

  private Future<Void> deployInstance(
      int instance,
      AggregationOptions options,
      JsonObject config,
      Backends backends,
      FeedProgress progress,
      List<PartitionState> all) {
    String ownerToken = UUID.randomUUID().toString();
    Set<Integer> partitions =
        IntStream.range(0, Symbols.PARTITIONS)
            .filter(partition -> partition % options.instances() == instance)
            .boxed()
            .collect(Collectors.toSet());
    return backends
        .barWriter()
        .takeOver(partitions, ownerToken)
        .compose(
            states -> {
              all.addAll(states);
              AggregationVerticle verticle =
                  new AggregationVerticle(backends, instance, ownerToken, states, progress);
              verticles.add(verticle);
              return vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config));
            })
        .onSuccess(instances::add)
        .mapEmpty();
  }

  /**
   * Takes a changed configuration over, in every instance; keys that need a restart are left as
   * they are.
   */
  public Future<Void> reconfigure(JsonObject config) {
    AggregationOptions options = AggregationOptions.from(config);
    List<Future<Void>> done = new ArrayList<>(List.of(feed.reconfigure(FeedOptions.from(config))));
    verticles.forEach(verticle -> done.add(verticle.reconfigure(options)));
    return Future.join(done).mapEmpty();
  }

  /** Refuses options that are not valid, naming the key. */
  public static void check(JsonObject config) {
    AggregationOptions.from(config);
    FeedOptions.from(config);
  }

  /** Stops reading, stores everything read, writes the position. */
  public Future<Void> close() {
    return feed.quiesce()
        .eventually(this::undeployInstances)
        .eventually(() -> vertx.undeploy(feedDeployment));
  }

  private Future<Void> undeployInstances() {
    return Future.join(instances.stream().map(vertx::undeploy).toList()).mapEmpty();
  }

  /** Why ticks no longer become bars here, for people; null when all is well. Thread-safe. */
  public String trouble() {
    return feed.trouble();
  }

  /** Why no ticks come though they should, for people; null when all is well. Thread-safe. */
  public String silence() {
    return feed.facts().state().trouble();
  }

  /** Whether ticks come, as the health message shows it. Thread-safe. */
  public JsonObject feed() {
    return feed.facts().state().json();
  }

  /** What was read of each publisher, as the health message shows it. Thread-safe. */
  public JsonObject delivery() {
    return feed.facts().delivery();
  }

  /** Ticks read since the start, and how far the feed is behind, for the health message. */
  public Map<String, Long> facts() {
    FeedFacts facts = feed.facts();
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("ticks_processed", facts.processed());
    all.put("ticks_refused", facts.refused());
    all.put("lag_messages", facts.lagMessages());
    all.put("event_millis", facts.eventMillis());
    return all;
  }
}
