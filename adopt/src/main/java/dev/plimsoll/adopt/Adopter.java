package dev.plimsoll.adopt;

import dev.plimsoll.ManagerId;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.Registration;
import dev.plimsoll.Ticker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the components that it is offered under managers, and takes them out again when the application drops or closes
 * them. Thread-safe.
 *
 * <p>A component is pending until its name and at least one figure have a value, because it is offered at the end of its
 * constructor and may be set up later. Of several with one name, the first to be adopted has it, the next is {@code
 * name-2}. A rule that does not fit what it meets is logged once and is off from then on.
 */
public final class Adopter implements AutoCloseable {
    private final Plimsoll plimsoll;
    private final Ticker ticker;
    private final Function<ManagerId, Policy> policies;
    private final Consumer<String> log;
    private final Candidates candidates = new Candidates();
    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final ReentrantLock working = new ReentrantLock();
    private final List<Adopted> adopted = new ArrayList<>();

    /**
     * Makes an adopter without rules.
     *
     * @param plimsoll where managers are registered
     * @param ticker times cleanups
     * @param policies tells what may be done to an adopted component by itself
     * @param log takes one line for each thing worth telling
     */
    public Adopter(Plimsoll plimsoll, Ticker ticker, Function<ManagerId, Policy> policies, Consumer<String> log) {
        this.plimsoll = plimsoll;
        this.ticker = ticker;
        this.policies = policies;
        this.log = log;
    }

    /**
     * Takes a rule.
     *
     * @param rule the rule
     * @return takes the components that the rule is for
     * @throws IllegalArgumentException if the rule is wrong in itself; the message says where
     */
    public Adoption add(AdoptionRule rule) {
        FittedRule fitted = new FittedRule(rule);
        return component -> {
            if (!fitted.off()) {
                candidates.offer(fitted, component);
            }
        };
    }

    /**
     * Waits until something is offered or the time is over.
     *
     * @param millis how long to wait at most
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitOffer(long millis) throws InterruptedException {
        candidates.await(millis);
    }

    /**
     * Adopts what can be adopted by now and unregisters what is gone. Calls code of the application, so it belongs on a
     * thread of its own; whoever owns that calls it after an offer and about once a second.
     *
     * @return how many components are still pending
     */
    public int process() {
        working.lock();
        try {
            adopted.removeIf(this::dropped);
            return candidates.settle(this::tryAdopt);
        } finally {
            working.unlock();
        }
    }

    /**
     * Returns what is adopted now.
     *
     * @return ids in the order of adoption
     */
    public List<ManagerId> adopted() {
        working.lock();
        try {
            return adopted.stream().map(one -> one.manager().id()).toList();
        } finally {
            working.unlock();
        }
    }

    /** Takes all adopted components out of the registry. */
    @Override
    public void close() {
        working.lock();
        try {
            adopted.forEach(one -> one.registration().close());
            adopted.clear();
        } finally {
            working.unlock();
        }
    }

    /** Returns true when the candidate needs no more attention: adopted, or never to be. */
    private boolean tryAdopt(FittedRule rule, Object object) {
        if (rule.off()) {
            return true;
        }
        try {
            String name = nameOf(rule, object);
            if (name == null || !alive(rule, object)) {
                return false;
            }
            ManagerId id = unique(rule.rule.type(), name);
            AdoptedManager manager = new AdoptedManager(id, rule, object, policies, ticker, this::logOnce);
            adopted.add(new Adopted(manager, plimsoll.add(manager)));
            log.accept("adopted " + id + " (" + manager.origin() + ")");
            return true;
        } catch (PropertyFailure | IllegalStateException notNow) {
            logOnce(rule.rule.className() + ": " + notNow.getMessage());
            return false;
        } catch (RuntimeException | LinkageError e) {
            rule.turnOff();
            log.accept("the rule for " + rule.rule.className() + " (" + rule.rule.source() + ") is off: "
                    + (e instanceof RuleMismatchException ? e.getMessage() : e));
            return true;
        }
    }

    private static @Nullable String nameOf(FittedRule rule, Object object) {
        if (rule.name == null) {
            return object.getClass().getSimpleName();
        }
        Object name = rule.name.get(object);
        return name == null ? null : name.toString();
    }

    /** Whether figures can be read: tries all, so that a wrong path shows before the component is registered. */
    private static boolean alive(FittedRule rule, Object object) {
        boolean any = false;
        for (PropertyPath path : rule.stats.values()) {
            any |= path.get(object) != null;
        }
        return any;
    }

    private ManagerId unique(String type, String name) {
        Set<ManagerId> taken = new HashSet<>();
        plimsoll.registrations().forEach(registration -> taken.add(registration.id()));
        ManagerId id = new ManagerId(type, name);
        for (int n = 2; taken.contains(id); n++) {
            id = new ManagerId(type, name + "-" + n);
        }
        return id;
    }

    private boolean dropped(Adopted one) {
        if (!one.manager().gone()) {
            return false;
        }
        one.registration().close();
        log.accept("dropped " + one.manager().id() + ": the application closed it or holds it no more");
        return true;
    }

    private void logOnce(String line) {
        if (logged.size() < 1000 && logged.add(line)) {
            log.accept(line);
        }
    }

    private record Adopted(AdoptedManager manager, Registration registration) {}
}
