/**
 * Real servers of our own where none is configured: Redis and PostgreSQL, which all processes over
 * one data directory share and which outlive a crash of ours, to be found again. Depends on the
 * binaries' libraries and {@code store} (which creates the database); knows nothing of the halves.
 */
package ai.tickstock.launcher.embedded;
