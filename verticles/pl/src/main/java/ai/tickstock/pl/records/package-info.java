/** What came after patterns in stored history: computed now and then, with time to spare. */
package ai.tickstock.pl.records;
