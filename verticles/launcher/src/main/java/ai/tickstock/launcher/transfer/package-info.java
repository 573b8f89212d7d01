/** What is stored, in from CSV files and out into them: bars, splits, patterns, trades. */
package ai.tickstock.launcher.transfer;
