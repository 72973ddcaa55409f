package com.burncloud.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortOwnerTest {

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "0.0.0.0", "::1", "::" })
	void aListeningProcessIsFoundWhicheverAddressItHas(String address) throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
			port = socket.getLocalPort();
			PortOwner owner = PortOwner.of(port).orElseThrow();
			assertEquals(ProcessHandle.current().pid(), owner.pid());
			assertFalse(owner.name().isBlank());
		}
		assertEquals(Optional.empty(), PortOwner.of(port));
	}

	@Test
	void aProcessThatHidesItsDescriptorsIsKnownByItsUser(@TempDir Path proc) throws Exception {
		Files.createDirectories(proc.resolve("net"));
		Files.createDirectories(proc.resolve("4711"));
		Files.writeString(proc.resolve("net/tcp"), """
				  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
				   0: 0100007F:0BB9 00000000:0000 0A 00000000:00000000 00:00000000 00000000   112        0 5001 1 0000000000000000 100 0 0 10 0
				   1: 0100007F:C350 0100007F:0BB8 01 00000000:00000000 00:00000000 00000000  1000        0 5002 1 0000000000000000 100 0 0 10 0
				   2: 00000000:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000   113        0 5003 1 0000000000000000 100 0 0 10 0
				""");
		assertEquals(Optional.of(new PortOwner(0, "113")), PortOwner.linux(proc, 3000));
		assertEquals(Optional.empty(), PortOwner.linux(proc, 50000));
	}

	@Test
	void whatMacOsPrintsIsUnderstood() {
		assertEquals(Optional.of(new PortOwner(4711, "node")), PortOwner.lsof(List.of("p4711", "cnode", "f23")));
		assertEquals(Optional.empty(), PortOwner.lsof(List.of()));
	}

	@Test
	void whatWindowsPrintsIsUnderstood() {
		List<String> table = List.of("", "Aktive Verbindungen", "", "  Proto  Lokale Adresse         Remoteadresse          Status           PID",
				"  TCP    127.0.0.1:53000        127.0.0.1:3000         HERGESTELLT      17", "  TCP    127.0.0.1:13000        0.0.0.0:0              ABHOEREN         18",
				"  TCP    0.0.0.0:3000           0.0.0.0:0              ABHOEREN         4711");
		assertEquals(Optional.of(4711L), PortOwner.netstat(table, 3000));
		assertEquals(Optional.empty(), PortOwner.netstat(table, 3001));
		assertEquals(Optional.of("node.exe"), PortOwner.tasklist(List.of("", "\"node.exe\",\"4711\",\"Console\",\"1\",\"48.120 K\"")));
		List<String> ranges = List.of("", "Protocol tcp Port Exclusion Ranges", "", "Start Port    End Port", "----------    --------", "      2919        3018", "     50000       50059     *");
		assertTrue(PortOwner.excluded(ranges, 3000));
		assertTrue(PortOwner.excluded(ranges, 50059));
		assertFalse(PortOwner.excluded(ranges, 3019));
	}
}
