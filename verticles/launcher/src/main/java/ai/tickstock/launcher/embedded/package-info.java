/**
 * Real servers of our own where none is configured: Redis and PostgreSQL as child processes that
 * outlive a crash of ours and are found again, shared by all processes over one data directory.
 */
package ai.tickstock.launcher.embedded;
