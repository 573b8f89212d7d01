package ai.tickstock.wire.log;

/**
 * How the server behind a bus is.
 *
 * @param latencyMillis round trip of a PING
 * @param connectedClients clients connected to the server
 * @param usedMemoryHuman memory the server uses, as it writes it ("1.02M")
 */
public record BusHealth(
    double latencyMillis,
    long connectedClients,
    String usedMemoryHuman,
    long keyspaceHits,
    long keyspaceMisses) {}
