package com.burncloud.acceptance.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.burncloud.acceptance.Loud;
import com.burncloud.acceptance.Until;

/** The program as it comes and goes: the first window, what it remembers, a port that somebody else has, the ways to end it. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class FirstRunTest {
	private static final Duration START = Duration.ofSeconds(5);

	@Test
	void theFirstWindowWelcomesAndWhatItsPersonChangedIsThereAgainAfterTheNextStart() throws Exception {
		try (Desk desk = Desk.fresh()) {
			Duration took = desk.start();
			double haste = Desk.haste();
			Loud.measured("desktop: from the command to a window that can be used, with an empty data folder: %d ms, on a machine that is %.1f times loaded", took.toMillis(), haste);
			assertTrue(took.toMillis() <= START.toMillis() * haste, () -> took + " is more than " + START + ", and the load is only " + haste);
			assertTrue(desk.application().startsWith("BurnCloud"), desk.application());
			desk.await("sk-burncloud-demo");
			desk.await("curl");
			desk.shoot("zh-light-welcome");
			for (String page : new String[] { "仪表盘", "渠道管理", "令牌管理", "模型管理", "日志", "演练场", "设置" }) {
				assertTrue(desk.shows("push button", page), page);
			}
			desk.product().client().chat("echo", "hi").expect(200);

			desk.press("开始使用"); // then the next start begins where this one ends
			desk.open("设置");
			desk.press("深色");
			Until.isTrue(Duration.ofSeconds(20), () -> "the window stays light", () -> isDark(desk));
			desk.press("English");
			desk.await("语言将在下次启动时切换");
			desk.open("令牌管理");
			desk.robot().placeWindow(Desk.TITLE, new Box(40, 30, 1010, 700));
			Until.holds(Duration.ofSeconds(10), () -> assertClose(1010, desk.windowBox().width()));
			desk.robot().closeWindow(Desk.TITLE); // no tray here: closing is quitting
			assertEquals(0, desk.product().awaitEnd(Duration.ofSeconds(50)), desk.product()::output);

			Duration again = desk.start();
			Loud.measured("desktop: from the command to a window that can be used, the second time: %d ms", again.toMillis());
			assertTrue(desk.shows("label", "Tokens"), desk::inventory);
			assertTrue(isDark(desk), "it is light again");
			assertClose(1010, desk.windowBox().width());
			assertClose(700, desk.windowBox().height());
			desk.robot().key("Control", "q");
			assertEquals(0, desk.product().awaitEnd(Duration.ofSeconds(50)), desk.product()::output);
		}
	}

	/** At the lower end of the navigation, where there is nothing but its colour. */
	private static boolean isDark(Desk desk) throws Exception {
		Box window = desk.windowBox();
		java.awt.Color color = new java.awt.Color(desk.robot().picture().getRGB(window.x() + 6, window.y() + window.height() - 80));
		return color.getRed() + color.getGreen() + color.getBlue() < 200;
	}

	private static Object assertClose(int wanted, int is) {
		assertTrue(Math.abs(wanted - is) < 60, () -> is + " is not about " + wanted);
		return null;
	}

	@Test
	void aTakenPortIsToldAndTheNextFreeOneOfferedAndTheAddressFollows() throws Exception {
		try (Desk desk = Desk.fresh(); ServerSocket taken = new ServerSocket(desk.product().port(), 1, InetAddress.getLoopbackAddress())) {
			desk.product().launch();
			desk.await("端口 " + taken.getLocalPort() + " 已被占用");
			desk.shoot("zh-light-port-taken");
			Widget offer = desk.find("push button", "改用 a port", name -> name.startsWith("改用 "));
			int free = Integer.parseInt(offer.name().replaceAll("\\D", ""));
			assertTrue(free > taken.getLocalPort(), offer::toString);
			desk.click(offer);
			desk.find("push button", "http://127.0.0.1:" + free + "/v1");
			desk.await("curl http://127.0.0.1:" + free + "/v1");
			desk.find("push button", "http://127.0.0.1:" + free + "/v1");
			Until.isTrue(Duration.ofSeconds(20), () -> "nobody listens at " + free, () -> !com.burncloud.acceptance.Product.isFree(free));
			assertEquals(200, com.burncloud.acceptance.Web.send(
					com.burncloud.acceptance.Web.to(java.net.URI.create("http://127.0.0.1:" + free + "/v1/models"), "sk-burncloud-demo").build()).status());
			desk.click(desk.find("push button", "http://127.0.0.1:" + free + "/v1"));
			Until.isTrue(Duration.ofSeconds(10), () -> "the clipboard has \"" + clipboard(desk) + "\"", () -> clipboard(desk).equals("http://127.0.0.1:" + free + "/v1"));
			desk.product().terminate();
			assertEquals(0, desk.product().awaitEnd(Duration.ofSeconds(50)), desk.product()::output);
		}
	}

	private static String clipboard(Desk desk) {
		try {
			return desk.robot().clipboard();
		} catch (java.io.IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	@Test
	void whileSomebodyHasThePortQuittingIsPossible() throws Exception {
		try (Desk desk = Desk.fresh(); ServerSocket taken = new ServerSocket(desk.product().port(), 1, InetAddress.getLoopbackAddress())) {
			desk.product().launch();
			desk.await("端口 " + taken.getLocalPort() + " 已被占用");
			desk.press("退出");
			assertEquals(0, desk.product().awaitEnd(Duration.ofSeconds(50)), desk.product()::output);
		}
	}
}
