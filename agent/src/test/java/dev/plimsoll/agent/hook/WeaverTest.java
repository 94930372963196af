package dev.plimsoll.agent.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class WeaverTest {
    /** Has two returns, one throw, a static method of a wanted name and a method that nobody wants. */
    @SuppressWarnings("unused")
    static class Sample {
        Sample() {}

        int borrow(int i) {
            if (i > 0) {
                return i;
            }
            if (i < 0) {
                throw new IllegalArgumentException();
            }
            return 0;
        }

        static int borrow() {
            return 0;
        }

        void other() {}
    }

    @Test
    void hooksEveryNormalReturnOfConstructorsAndOfMethodsThatAreNamed() throws IOException {
        byte[] woven = Weaver.weave(bytes(Sample.class), 5, Set.of("borrow"));
        assertThat(hooked(woven)).containsExactly("<init>()V", "borrow(I)I", "borrow(I)I");
    }

    @Test
    void hooksOnlyConstructorsOutsideTheWindow() throws IOException {
        assertThat(hooked(Weaver.weave(bytes(Sample.class), 5, Set.of()))).containsExactly("<init>()V");
    }

    @Test
    void leavesAMethodAloneThatReplacesThis() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Odd", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "borrow", "()V", null, null);
        code.visitCode();
        code.visitInsn(Opcodes.ICONST_1);
        code.visitVarInsn(Opcodes.ISTORE, 0);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        assertThat(hooked(Weaver.weave(writer.toByteArray(), 5, Set.of("borrow"))))
                .isEmpty();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static List<String> hooked(byte[] bytes) {
        List<String> found = new ArrayList<>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String called, String type, boolean isInterface) {
                                        if (owner.equals("java/lang/PlimsollHook")) {
                                            found.add(name + descriptor);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        return found;
    }
}
