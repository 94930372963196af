package dev.plimsoll;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("dev.plimsoll.SettingChanged")
@Label("Setting Changed")
@Description("A limit of a manager was changed while running.")
@Category({"Plimsoll", "Setting"})
@StackTrace(false)
final class SettingChangedEvent extends Event {
    @Label("Manager Type")
    @Nullable
    String managerType;

    @Label("Manager Name")
    @Nullable
    String managerName;

    @Label("Setting")
    @Nullable
    String setting;

    @Label("Old Value")
    @Nullable
    String oldValue;

    @Label("New Value")
    @Nullable
    String newValue;

    @Label("Changed By")
    @Nullable
    String changedBy;

    static void emit(ManagerId manager, String setting, String oldValue, String newValue, String changedBy) {
        SettingChangedEvent event = new SettingChangedEvent();
        if (event.shouldCommit()) {
            event.managerType = manager.type();
            event.managerName = manager.name();
            event.setting = setting;
            event.oldValue = oldValue;
            event.newValue = newValue;
            event.changedBy = changedBy;
            event.commit();
        }
    }
}
