/** Tables of comma-separated values that people bring along. */
package ai.tickstock.launcher.csv;
