package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8,10.255.0.1,true", "10.0.0.0/8,11.0.0.0,false", "192.168.1.7,192.168.1.7,true", "192.168.1.7,192.168.1.8,false",
			"192.168.1.128/25,192.168.1.200,true", "192.168.1.128/25,192.168.1.127,false", "0.0.0.0/0,8.8.8.8,true", "0.0.0.0/0,::1,false",
			"2001:db8::/32,2001:db8:ffff::1,true", "2001:db8::/32,2001:db9::1,false", "fe80::/10,febf::1,true", "fe80::/10,fec0::1,false", "::1,::1,true",
			"::/0,2001::1,true", "::ffff:10.1.2.3,10.1.2.3,true", "10.1.2.3/31,10.1.2.3,error", "10.1.2.2/31,10.1.2.3,true" })
	void aBlockHasTheAddressesOfItsPrefix(String block, String address, String expected) throws Exception {
		if (expected.equals("error")) {
			assertThrows(IllegalArgumentException.class, () -> AddressBlock.parse(block));
		} else {
			assertEquals(Boolean.valueOf(expected), AddressBlock.parse(block).contains(InetAddress.getByName(address)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/8", "10", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "::1/129", "localhost",
			"beef", "example.com", "1:2:3", "fe80::1%eth0", "010.0.0.1", "10.0.0.0/ 8", ":::", "10.0.0.0/99999999999", "2001:db8::1/32" })
	void anythingElseIsRefusedAndNeverLookedUp(String text) {
		assertThrows(IllegalArgumentException.class, () -> AddressBlock.parse(text));
	}
}
