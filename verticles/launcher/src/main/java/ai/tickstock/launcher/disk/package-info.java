/** How much room there is on the disk of the data directory. Depends on Vert.x and the JDK. */
package ai.tickstock.launcher.disk;
