package dev.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What an application's class loader can see of us is next to nothing. */
class AgentJarTest {
    @Test
    void showsTheEntryAndNothingElse() throws IOException {
        try (JarFile jar = new JarFile(ChildJvm.AGENT.toFile())) {
            List<String> visible = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> !name.endsWith("/") && !name.startsWith("plimsoll/"))
                    .toList();
            assertThat(visible)
                    .allMatch(name -> name.startsWith("dev/plimsoll/agent/boot/") || name.startsWith("META-INF/"));
            assertThat(jar.stream().map(JarEntry::getName))
                    .noneMatch(name -> name.endsWith("module-info.class") || name.endsWith(".SF"))
                    .noneMatch(name -> name.startsWith("plimsoll/") && name.endsWith(".class"));
        }
    }

    @Test
    void entryIsJava8Bytecode() throws IOException {
        try (JarFile jar = new JarFile(ChildJvm.AGENT.toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
                try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                    in.readInt();
                    in.readUnsignedShort();
                    assertThat(in.readUnsignedShort()).as(entry.getName()).isEqualTo(52);
                }
            }
        }
    }

    @Test
    void isSmallerThan18Megabytes() throws IOException {
        assertThat(Files.size(ChildJvm.AGENT)).isLessThan(18_000_000);
    }
}
