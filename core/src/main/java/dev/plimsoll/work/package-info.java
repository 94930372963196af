/**
 * Work orders: what is to be done, by priority and age, until an archive has it.
 *
 * <p>A {@link dev.plimsoll.work.WorkOrderQueue} takes in {@link dev.plimsoll.work.WorkOrder}s up to its capacity and gives
 * each to one holder at a time. What is finished goes to a {@link dev.plimsoll.work.WorkOrderArchive} and leaves memory
 * when the archive has it.
 */
@NullMarked
package dev.plimsoll.work;

import org.jspecify.annotations.NullMarked;
