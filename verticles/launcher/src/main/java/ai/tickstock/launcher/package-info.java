/**
 * The command line, configuration, the embedded backends, health and metrics, and the deployment of
 * both halves. Sees everything below; nothing sees it.
 */
package ai.tickstock.launcher;
