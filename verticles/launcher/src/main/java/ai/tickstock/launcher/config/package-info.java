/**
 * The configuration: one JSON object, put together from defaults, a file, the environment and the
 * command line, and held against {@code conf/tickstock.schema.json}. Depends on Jackson, the schema
 * validator and {@code analytics.Nearest}; knows no key by name but those the environment sets.
 */
package ai.tickstock.launcher.config;
