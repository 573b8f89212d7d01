/**
 * Schedules of faults against processes of their own, each replayable from its seed, and a checker
 * that knows the true answer. Depends on the pure rooms for that answer, and on the fat jar.
 */
package ai.tickstock.bench.faults;
