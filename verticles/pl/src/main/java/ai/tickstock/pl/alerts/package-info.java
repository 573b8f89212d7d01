/**
 * What users' alerts need to be computed, beside what is configured: heard from the consumer half,
 * kept, and given to the stages. Depends on {@code wire}, {@code store} and {@code analytics}.
 */
package ai.tickstock.pl.alerts;
