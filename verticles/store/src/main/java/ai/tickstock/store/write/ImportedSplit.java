package ai.tickstock.store.write;

import ai.tickstock.store.StoredSplit;

/** A split as a file tells it, checked. */
public record ImportedSplit(String symbol, StoredSplit split) {}
