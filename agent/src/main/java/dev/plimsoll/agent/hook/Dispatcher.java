package dev.plimsoll.agent.hook;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The class that woven code calls: {@code java.lang.PlimsollHook}. It lives in {@code java.lang} because some class
 * loaders delegate nothing but {@code java.*}; {@code docs/trials/hook.md} has what else was tried. Without a target it
 * does nothing, so woven code outlives us.
 *
 * <pre>{@code
 * public static void on(int hook, Object self) {
 *     ObjIntConsumer<Object> t = target;
 *     if (t != null) { try { t.accept(self, hook); } catch (Throwable ignored) { } }
 * }
 * }</pre>
 */
final class Dispatcher {
    static final String OWNER = "java/lang/PlimsollHook";
    static final String METHOD = "on";
    static final String DESCRIPTOR = "(ILjava/lang/Object;)V";

    private static final String TARGET = "target";
    private static final String CONSUMER = "java/util/function/ObjIntConsumer";

    private Dispatcher() {}

    /** Defines the class unless an agent before us did, and gives it its target. */
    static void arm(Instrumentation instrumentation, ObjIntConsumer<Object> target)
            throws ReflectiveOperationException {
        // Opened to our own module only: it is the unnamed one of the isolated loader, not the application's class
        // path.
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(Dispatcher.class.getModule())),
                Set.of(),
                Map.of());
        Class<?> dispatcher;
        try {
            dispatcher = Class.forName(OWNER.replace('/', '.'), false, null);
        } catch (ClassNotFoundException e) {
            dispatcher = MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(bytes());
        }
        VarHandle field = MethodHandles.privateLookupIn(dispatcher, MethodHandles.lookup())
                .findStaticVarHandle(dispatcher, TARGET, ObjIntConsumer.class);
        field.setVolatile(target);
    }

    private static byte[] bytes() {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, OWNER, null, "java/lang/Object", null);
        int fieldAccess = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE;
        type.visitField(fieldAccess, TARGET, "L" + CONSUMER + ";", null, null).visitEnd();
        MethodVisitor code = type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, METHOD, DESCRIPTOR, null, null);
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        Label out = new Label();
        code.visitCode();
        code.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
        code.visitFieldInsn(Opcodes.GETSTATIC, OWNER, TARGET, "L" + CONSUMER + ";");
        code.visitVarInsn(Opcodes.ASTORE, 2);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitJumpInsn(Opcodes.IFNULL, out);
        code.visitLabel(start);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, CONSUMER, "accept", "(Ljava/lang/Object;I)V", true);
        code.visitLabel(end);
        code.visitJumpInsn(Opcodes.GOTO, out);
        code.visitLabel(handler);
        Object[] locals = {Opcodes.INTEGER, "java/lang/Object", CONSUMER};
        code.visitFrame(Opcodes.F_FULL, 3, locals, 1, new Object[] {"java/lang/Throwable"});
        code.visitInsn(Opcodes.POP);
        code.visitLabel(out);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }
}
