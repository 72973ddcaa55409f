import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes the signature files out of the framework's jar in every product below a folder. It is the one signed jar on the class path, where the JVM would check every
 * class that it reads from it against the signature, for a tenth of the whole start-up; nobody asks for the result. The classes stay as they are.
 * <p>
 * {@code java releng/Unsign.java product/target/products}
 */
class Unsign {

	public static void main(String... args) throws IOException {
		List<Path> jars;
		try (Stream<Path> found = Files.walk(Path.of(args[0]), 7)) {
			jars = found.filter(p -> p.getParent().endsWith("plugins") && p.getFileName().toString().matches("org\\.eclipse\\.osgi_.*\\.jar")).toList();
		}
		for (Path jar : jars) {
			try (FileSystem zip = FileSystems.newFileSystem(jar); DirectoryStream<Path> signatures = Files.newDirectoryStream(zip.getPath("META-INF"), "*.{SF,RSA,DSA,EC}")) {
				for (Path signature : signatures) {
					Files.delete(signature);
				}
			}
		}
	}
}
