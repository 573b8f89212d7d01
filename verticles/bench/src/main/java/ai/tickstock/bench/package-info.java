/** Benchmarks and load drivers. Never shipped; may depend on everything. */
package ai.tickstock.bench;
