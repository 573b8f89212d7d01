package ai.tickstock.launcher.analyze;

/**
 * What came out of one function.
 *
 * @param values bars with values
 * @param least the least of the first output, NaN if there is none
 * @param most the greatest of the first output, NaN if there is none
 * @param last the last of the first output, NaN if there is none
 */
public record FunctionSummary(String label, int values, double least, double most, double last) {}
