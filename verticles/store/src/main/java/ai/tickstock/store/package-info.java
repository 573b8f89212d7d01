/**
 * PostgreSQL: connection, migrations and reading. Writing, which is the right of the producer half
 * alone, lives in {@code ai.tickstock.store.write}. SQL lives here and in {@code sql/} only.
 * Depends on {@code market} and Vert.x.
 */
package ai.tickstock.store;
