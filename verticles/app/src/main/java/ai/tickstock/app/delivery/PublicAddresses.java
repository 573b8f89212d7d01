package ai.tickstock.app.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Tells the internet's addresses from those of one's own network, its machines and its cloud. */
final class PublicAddresses {
  /** Networks that are nobody's in public, as address and length of the prefix. */
  private static final byte[][] RESERVED_4 = {
    {0, 0, 0, 0, 8},
    {10, 0, 0, 0, 8},
    {100, 64, 0, 0, 10}, // behind a carrier's translation
    {127, 0, 0, 0, 8},
    {(byte) 169, (byte) 254, 0, 0, 16}, // link-local; a cloud's metadata
    {(byte) 172, 16, 0, 0, 12},
    {(byte) 192, 0, 0, 0, 24},
    {(byte) 192, 0, 2, 0, 24},
    {(byte) 192, (byte) 168, 0, 0, 16},
    {(byte) 198, 18, 0, 0, 15},
    {(byte) 198, 51, 100, 0, 24},
    {(byte) 203, 0, 113, 0, 24},
    {(byte) 224, 0, 0, 0, 3} // multicast, reserved, broadcast
  };

  private PublicAddresses() {}

  /** Whether an address is one that anybody on the internet may be reached at. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    return Arrays.stream(RESERVED_4).noneMatch(network -> lies(bytes, network, network[4]));
  }

  /** Only 2000::/3 is given out; what carries an older address inside is as public as that one. */
  private static boolean isPublic6(byte[] bytes) {
    if (lies(bytes, new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}, 96)) {
      return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (lies(bytes, new byte[] {0x20, 0x02}, 16)) {
      return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
    }
    return lies(bytes, new byte[] {0x20}, 3)
        && !lies(bytes, new byte[] {0x20, 0x01, 0, 0}, 32) // Teredo
        && !lies(bytes, new byte[] {0x20, 0x01, 0x0d, (byte) 0xb8}, 32); // documentation
  }

  private static boolean lies(byte[] address, byte[] network, int bits) {
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** An address written as one, for hosts that are no names; null if it is a name. */
  static InetAddress literal(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    boolean isLiteral = bare.indexOf(':') >= 0 || bare.matches("[0-9.]+");
    try {
      return isLiteral ? InetAddress.getByName(bare) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
