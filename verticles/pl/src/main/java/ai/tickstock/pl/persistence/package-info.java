/**
 * Stores what aggregation wants stored, tells the half of it, and publishes the bar events. Depends
 * on {@code store} and {@code wire}; knows nothing of how bars are made.
 */
package ai.tickstock.pl.persistence;
