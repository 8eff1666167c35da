package io.homelabhub.machine;

import io.homelabhub.observed.HostListener;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code /proc/net/tcp} and its kin: a socket a row, its address in hexadecimal words of the machine's order. */
final class SocketTable {
    private static final String LISTENS = "0A";
    private static final String UNCONNECTED = "07";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private final LocalMachine machine;

    SocketTable(LocalMachine machine) {
        this.machine = machine;
    }

    /** One socket that waits for others. */
    private record Socket(String address, int port, String protocol, String inode) {}

    List<HostListener> listeners(Set<Integer> ports) {
        List<Socket> sockets = new ArrayList<>();
        sockets.addAll(read("tcp", LISTENS, ports));
        sockets.addAll(read("udp", UNCONNECTED, ports));
        Set<String> inodes = new HashSet<>();
        sockets.forEach(socket -> inodes.add(socket.inode()));
        Map<String, ProcessTable.Holder> holders =
                sockets.isEmpty() ? new HashMap<>() : new ProcessTable(machine).holders(inodes);
        return sockets.stream()
                .map(socket -> new HostListener(
                        socket.address(),
                        socket.port(),
                        socket.protocol(),
                        holders.getOrDefault(socket.inode(), ProcessTable.UNKNOWN)
                                .text(),
                        holders.getOrDefault(socket.inode(), ProcessTable.UNKNOWN)
                                .kind()))
                .distinct()
                .toList();
    }

    private List<Socket> read(String protocol, String state, Set<Integer> ports) {
        List<String> rows = new ArrayList<>(machine.lines("proc/net/" + protocol));
        rows.addAll(machine.lines("proc/net/" + protocol + "6"));
        List<Socket> sockets = new ArrayList<>();
        for (String row : rows) {
            String[] cells = row.strip().split("\\s+");
            if (cells.length > INODE && cells[STATE].equals(state) && cells[LOCAL].matches("[0-9A-F]+:[0-9A-F]{4}")) {
                String[] local = cells[LOCAL].split(":", 2);
                int port = Integer.parseInt(local[1], 16);
                if (ports.contains(port)) {
                    sockets.add(new Socket(address(local[0]), port, protocol, cells[INODE]));
                }
            }
        }
        return sockets;
    }

    /** Each word of four bytes stands the other way round; so it is on every machine that Docker runs on but one. */
    private static String address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] ordered = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ordered[i] = bytes[i / 4 * 4 + 3 - i % 4];
        }
        try {
            return InetAddress.getByAddress(ordered).getHostAddress();
        } catch (UnknownHostException impossible) {
            return "";
        }
    }
}
