/**
 * Load drivers: the fat jar's processes under load, on this machine, with real Redis and
 * PostgreSQL.
 */
package ai.tickstock.bench.load;
