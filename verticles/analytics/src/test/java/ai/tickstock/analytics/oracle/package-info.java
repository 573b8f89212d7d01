/** Our functions beside TA-Lib's Java port of 2011, on any bars and with any settings. */
package ai.tickstock.analytics.oracle;
