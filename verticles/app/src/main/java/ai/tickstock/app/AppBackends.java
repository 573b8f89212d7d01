package ai.tickstock.app;

import ai.tickstock.app.delivery.AlertBackends;
import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.log.BusFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What the consumer half stands on. */
public record AppBackends(
    BusFactory bus, JobBoards jobs, AlertBackends alerts, MeterRegistry metrics, Clock clock) {}
