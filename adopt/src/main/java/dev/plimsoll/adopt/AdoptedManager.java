package dev.plimsoll.adopt;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.CleanupRun;
import dev.plimsoll.Cleanups;
import dev.plimsoll.Manager;
import dev.plimsoll.ManagerId;
import dev.plimsoll.Settings;
import dev.plimsoll.Ticker;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A component of the application under a manager: read by the paths of its rule, held weakly. */
final class AdoptedManager implements Manager {
    private final ManagerId id;
    private final FittedRule rule;
    private final WeakReference<Object> component;
    private final String origin;
    private final Settings settings;
    private final Cleanups cleanups;
    private final Function<ManagerId, Policy> policies;
    private final Consumer<String> failures;

    AdoptedManager(
            ManagerId id,
            FittedRule rule,
            Object component,
            Function<ManagerId, Policy> policies,
            Ticker ticker,
            Consumer<String> failures) {
        this.id = id;
        this.rule = rule;
        this.component = new WeakReference<>(component);
        this.origin = component.getClass().getName();
        this.settings = AdoptedSettings.of(id, rule.rule, component);
        this.cleanups = rule.cleanup.isEmpty() ? Cleanups.NONE : new Cleanups(id, ticker, this::clean);
        this.policies = policies;
        this.failures = failures;
    }

    @Override
    public ManagerId id() {
        return id;
    }

    @Override
    public Record stats() {
        Object target = component.get();
        return rule.shape.fill(figure -> target == null ? null : read(rule.stats.get(figure), target));
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Cleanups cleanups() {
        return cleanups;
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public Set<String> unavailableFigures() {
        return rule.unavailable;
    }

    /** Whether the application dropped or closed the component. */
    boolean gone() {
        Object target = component.get();
        return target == null || (rule.closed != null && Boolean.TRUE.equals(read(rule.closed, target)));
    }

    private @Nullable Object read(@Nullable PropertyPath path, Object target) {
        if (path == null) {
            return null;
        }
        try {
            return path.get(target);
        } catch (RuleMismatchException | PropertyFailure e) {
            failures.accept(id + ": " + e.getMessage());
            return null;
        }
    }

    private void clean(CleanupRun run) {
        Policy allowed = run.cause() == CleanupCause.OPERATOR ? Policy.SAFE : policies.apply(id);
        Object target = component.get();
        if (target == null) {
            run.note("the component is gone");
            return;
        }
        int called = 0;
        for (Policy policy : List.of(Policy.SAFE, Policy.FULL)) {
            if (policy.compareTo(allowed) <= 0) {
                for (PropertyPath call : rule.cleanup.getOrDefault(policy, List.of())) {
                    call.get(target);
                    called++;
                    run.note("called " + call + ", which does not tell how much it removed");
                }
            }
        }
        if (called == 0) {
            run.note(origin + " offers only "
                    + (run.cause() == CleanupCause.OPERATOR
                            ? neverOnRequest()
                            : rule.offer() + ", and its policy is '" + FittedRule.word(allowed) + "'"));
        }
    }

    private String neverOnRequest() {
        List<PropertyPath> calls = rule.cleanup.getOrDefault(Policy.FULL, List.of());
        String are = calls.size() == 1 ? "is" : "are";
        return FittedRule.names(calls) + ", which " + are + " of policy 'full' and " + are + " never run on request";
    }
}
