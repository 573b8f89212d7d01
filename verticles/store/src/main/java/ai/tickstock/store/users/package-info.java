/**
 * What belongs to users, in the schema {@code app}, which the consumer half owns: read and written
 * by it alone, always by the user's id.
 */
package ai.tickstock.store.users;
