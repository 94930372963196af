package dev.plimsoll.adopt;

/** Takes the components that one rule is for. */
@FunctionalInterface
public interface Adoption {
    /**
     * Offers a component. Cheap enough for a hook in a method that is called millions of times a second: what is known
     * already is told apart without a lock or an allocation. Calls no code of the component.
     *
     * @param component an instance of the rule's class; held weakly
     */
    void offer(Object component);
}
