package io.costflow.bench;

/** What is asked of the line items of days of a cluster. The same text is for Costflow and, with other quotation marks around names, for DuckDB. */
enum Question {
    /** How much of each node is used: an hour of a node is grouped before the node. */
    IDLE_NODES("idle nodes", "idle-nodes"),
    /** Which pods request more than they use: as many groups as there are pods. */
    GREEDY_PODS("greedy pods", "greedy-pods"),
    /** What each team uses, by a label within a JSON text. */
    TEAMS("usage by team", "teams"),
    /** What a single day of a source is made of: the files and row groups of others are passed over. */
    FIRST_DAY("first day", "first-day"),
    /** Which volumes are less than half full. */
    EMPTY_VOLUMES("half empty volumes", "empty-volumes");

    private final String text;
    private final String file;

    Question(String text, String file) {
        this.text = text;
        this.file = file;
    }

    /** The resource with its text. */
    String resource() {
        return "/bench/sql/" + file + ".sql";
    }

    @Override
    public String toString() {
        return text;
    }
}
