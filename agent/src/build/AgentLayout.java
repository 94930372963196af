import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lays out the contents of the agent's jar: the entry's classes where the JVM finds them, all else below {@code plimsoll/}
 * with a suffix of its own, where only the agent's class loader looks. Run by the build as
 * {@code java AgentLayout.java <output directory> <version> <class path>}; the module's own classes come first.
 */
public final class AgentLayout {
    private static final String ISOLATED = "plimsoll/";
    private static final String ENTRY = "dev/plimsoll/agent/boot/";
    private static final int RELEASE = 17;

    private final Map<String, byte[]> files = new TreeMap<>();

    public static void main(String[] arguments) throws IOException {
        AgentLayout layout = new AgentLayout();
        for (String element : arguments[2].split(System.getProperty("path.separator"))) {
            layout.add(Path.of(element));
        }
        layout.addIndex(arguments[1]);
        layout.write(Path.of(arguments[0]));
    }

    private void add(Path element) throws IOException {
        if (Files.isDirectory(element)) {
            addTree(element, element.getParent().getParent().getFileName().toString());
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(element)) {
                addTree(jar.getPath("/"), element.getFileName().toString().replaceFirst("\\.jar$", ""));
            }
        }
    }

    private void addTree(Path root, String origin) throws IOException {
        Map<String, byte[]> own = new TreeMap<>();
        Map<String, Integer> versions = new TreeMap<>();
        for (Path file : filesBelow(root)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            int version = 0;
            if (name.startsWith("META-INF/versions/")) {
                String[] parts = name.split("/", 4);
                version = Integer.parseInt(parts[2]);
                name = parts[3];
            }
            if (version <= RELEASE && version >= versions.getOrDefault(name, 0) && wanted(name)) {
                versions.put(name, version);
                own.put(name, Files.readAllBytes(file));
            }
        }
        own.forEach((name, bytes) -> place(name, bytes, origin));
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean wanted(String name) {
        return !name.endsWith("module-info.class")
                && !name.equals("META-INF/MANIFEST.MF")
                && !name.equals("META-INF/INDEX.LIST")
                && !name.startsWith("META-INF/maven/")
                && !name.startsWith("META-INF/native-image/")
                && !name.startsWith("META-INF/proguard/")
                && !name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
    }

    private void place(String name, byte[] bytes, String origin) {
        if (name.startsWith(ENTRY)) {
            files.put(name, bytes);
        }
        String inside = name;
        if (name.endsWith(".class")) {
            inside = name.substring(0, name.length() - ".class".length()) + ".classdata";
        } else if (name.matches("(META-INF/)?[^/]*(LICENSE|NOTICE|AL2.0|LGPL2.1|COPYING)[^/]*")) {
            if (origin.startsWith("agent") || origin.startsWith("plimsoll-")) {
                files.putIfAbsent("META-INF/LICENSE", bytes);
                return;
            }
            inside = "META-INF/licenses/" + origin + "/" + name.substring(name.lastIndexOf('/') + 1);
        }
        if (name.startsWith("META-INF/services/")) {
            files.merge(ISOLATED + inside, bytes, AgentLayout::lines);
        } else {
            files.putIfAbsent(ISOLATED + inside, bytes);
        }
    }

    /** Joins two service files. */
    private static byte[] lines(byte[] first, byte[] second) {
        Set<String> lines = new LinkedHashSet<>(text(first).lines().toList());
        lines.addAll(text(second).lines().toList());
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What the entry has to know before anything else is loaded: the version and which classes built-in rules adopt. */
    private void addIndex(String version) {
        List<String> index = new ArrayList<>(List.of(version));
        text(files.get(ISOLATED + "dev/plimsoll/agent/rules.yaml"))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("class: "))
                .forEach(line -> index.add(line.substring("class: ".length()).strip().replace('.', '/')));
        files.put(ISOLATED + "index.txt", String.join("\n", index).getBytes(StandardCharsets.UTF_8));
    }

    private void write(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> old = Files.walk(directory)) {
                for (Path path : old.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
