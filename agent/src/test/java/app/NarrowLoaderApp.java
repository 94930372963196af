package app;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Loads its pool with a class loader that delegates only {@code java.*}, as OSGi does. Runs until its input ends. */
public final class NarrowLoaderApp {
    private NarrowLoaderApp() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Object pool = new Narrow()
                .loadClass("app.NarrowPool")
                .getDeclaredConstructor()
                .newInstance();
        List<Object> keep = new ArrayList<>(List.of(pool));
        System.out.println("java.lang open to the application: " + opened());
        System.out.println("ready");
        int status = System.in.read();
        System.out.println(keep.size());
        System.exit(status);
    }

    private static boolean opened() throws ReflectiveOperationException {
        Method method = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
        return method.trySetAccessible();
    }

    private static final class Narrow extends ClassLoader {
        Narrow() {
            super(null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("java.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null || !name.startsWith("app.")) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
