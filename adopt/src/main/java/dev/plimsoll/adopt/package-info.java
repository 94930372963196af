/**
 * Other people's components as managers. An {@link dev.plimsoll.adopt.AdoptionRule} says how to name, read, tune and
 * clean a class of components; an {@link dev.plimsoll.adopt.Adopter} applies rules to the objects that it is offered.
 */
@NullMarked
package dev.plimsoll.adopt;

import org.jspecify.annotations.NullMarked;
