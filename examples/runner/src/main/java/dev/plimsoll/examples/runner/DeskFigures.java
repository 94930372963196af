package dev.plimsoll.examples.runner;

import java.util.List;

/** What the service desk's traffic and the three views have to agree on. */
final class DeskFigures {

    static final List<DeskFigure> ALL = List.of(
            DeskFigure.gauge("ConnectionPool", "activeConnections", "open"),
            DeskFigure.gauge("ConnectionPool", "totalConnections", "open"),
            DeskFigure.gauge("ResourceTracker", "liveResources", "open").of("resource", "webSocket"),
            DeskFigure.counter("ResourceTracker", "allocated", "welcomed").of("resource", "webSocket"),
            DeskFigure.gauge("SessionManager", "activeSessions", "open"),
            DeskFigure.counter("SessionManager", "created", "welcomed"),
            DeskFigure.counter("SessionManager", "ended", "left").of("cause", "ENDED"),
            DeskFigure.counter("SessionManager", "ended", "vanished").of("cause", "DISCONNECTED"),
            DeskFigure.gauge("WorkOrderQueue", "waitingOrders", "unfinished"),
            DeskFigure.gauge("WorkOrderQueue", "inProgressOrders", "unfinished"),
            DeskFigure.counter("WorkOrderQueue", "offered", "offered"),
            DeskFigure.counter("WorkOrderQueue", "completed", "completed"),
            DeskFigure.counter("WorkOrderQueue", "failed", "failed"),
            DeskFigure.counter("WorkOrderQueue", "deadLettered", "dead"));

    private DeskFigures() {}

    static List<String> events() {
        return ALL.stream().map(DeskFigure::event).distinct().toList();
    }
}
