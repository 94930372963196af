package dev.plimsoll.agent.hook;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Adds the hooks to a class: one static call before each normal return of a constructor, and within the discovery window
 * of the methods that a rule names. The call leaves nothing on the stack and jumps nowhere, so stack map frames stay as
 * they are and no class has to be loaded to compute them.
 */
public final class Weaver implements ClassFileTransformer {
    private static final String CONSTRUCTOR = "<init>";

    /**
     * Puts the dispatcher in place. Called by the entry with the first class that is to be woven.
     *
     * @param instrumentation the JVM's
     * @throws ReflectiveOperationException if this JVM does not let us
     */
    public Weaver(Instrumentation instrumentation) throws ReflectiveOperationException {
        Dispatcher.arm(instrumentation, Hooks::on);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        return weave(bytes, Hooks.idOf(name), Hooks.hot(name));
    }

    static byte[] weave(byte[] bytes, int hook, Set<String> methods) {
        ClassReader reader = new ClassReader(bytes);
        Set<String> unfit = methodsThatReplaceThis(reader);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        ClassVisitor hooks = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
                boolean wanted = name.equals(CONSTRUCTOR) || methods.contains(name);
                boolean fit = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0
                        && !unfit.contains(name + descriptor);
                return wanted && fit ? new Hooked(code, hook) : code;
            }
        };
        reader.accept(hooks, 0);
        return writer.toByteArray();
    }

    /** Finds methods that use the place of {@code this} for something else, which the verifier would hold against us. */
    private static Set<String> methodsThatReplaceThis(ClassReader reader) {
        Set<String> found = new HashSet<>();
        ClassVisitor search = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitVarInsn(int opcode, int local) {
                        if (local == 0 && opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
                            found.add(name + descriptor);
                        }
                    }
                };
            }
        };
        reader.accept(search, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found;
    }

    private static final class Hooked extends MethodVisitor {
        private final int hook;

        Hooked(MethodVisitor code, int hook) {
            super(Opcodes.ASM9, code);
            this.hook = hook;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                super.visitLdcInsn(hook);
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, Dispatcher.OWNER, Dispatcher.METHOD, Dispatcher.DESCRIPTOR, false);
            }
            super.visitInsn(opcode);
        }
    }
}
