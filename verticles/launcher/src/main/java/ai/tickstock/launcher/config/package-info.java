/**
 * One configuration of all that runs: the defaults, a file, the environment and the command line,
 * held to a schema.
 */
package ai.tickstock.launcher.config;
