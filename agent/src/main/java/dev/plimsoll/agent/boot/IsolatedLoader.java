package dev.plimsoll.agent.boot;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads everything but the entry from a directory of the agent's jar where no other class loader looks. Its parent is the
 * platform's loader, so libraries of the application and of the agent never meet.
 */
final class IsolatedLoader extends ClassLoader {
    static final String DIRECTORY = "plimsoll/";
    private static final String CLASS_SUFFIX = ".classdata";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final String root;
    private final ProtectionDomain domain;

    IsolatedLoader(File file, @Nullable ClassLoader parent) throws IOException {
        super(parent);
        jar = new JarFile(file, false);
        root = "jar:" + file.toURI() + "!/" + DIRECTORY;
        domain = new ProtectionDomain(new CodeSource(file.toURI().toURL(), (Certificate[]) null), null, this, null);
    }

    /** Looks here before the parent: of a class that both have, ours is meant. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            if (!name.startsWith("java.")) {
                byte[] bytes = bytes(DIRECTORY + name.replace('.', '/') + CLASS_SUFFIX);
                if (bytes != null) {
                    return defineClass(name, bytes, 0, bytes.length, domain);
                }
            }
            return super.loadClass(name, resolve);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
            ZipEntry entry = jar.getEntry(DIRECTORY + stored(name));
            return entry != null ? jar.getInputStream(entry) : super.getResourceAsStream(name);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        try {
            String stored = stored(name);
            return jar.getEntry(DIRECTORY + stored) == null ? null : new URL(root + stored);
        } catch (MalformedURLException e) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL own = findResource(name);
        return own == null ? Collections.<URL>emptyEnumeration() : Collections.enumeration(Collections.singleton(own));
    }

    byte @Nullable [] bytes(String entryName) {
        ZipEntry entry = jar.getEntry(entryName);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.max(entry.getSize(), 32));
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        } catch (IOException e) {
            return null;
        }
    }

    private static String stored(String name) {
        return name.endsWith(".class") ? name.substring(0, name.length() - 6) + CLASS_SUFFIX : name;
    }
}
