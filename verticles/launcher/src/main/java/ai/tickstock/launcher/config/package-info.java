/**
 * The configuration: one JSON object, put together from defaults, a file, the environment and the
 * command line, held against {@code conf/tickstock.schema.json}, and watched while it runs. Depends
 * on Jackson, the schema validator and {@code analytics.Nearest}; knows no key by name but those
 * the environment sets.
 */
package ai.tickstock.launcher.config;
