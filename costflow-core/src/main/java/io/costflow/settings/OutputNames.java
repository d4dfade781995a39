package io.costflow.settings;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Checks the names of outputs in the configuration. */
final class OutputNames {

    private OutputNames() {}

    /** The end of a sentence about a selection that names an output which none of these kinds of sources has. */
    static Optional<String> unknown(OutputSelection selection, List<SourceType> types) {
        TreeSet<String> known = new TreeSet<>();
        types.forEach(type -> known.addAll(type.outputs()));
        return selection.names().stream()
                .filter(name -> !name.equals(OutputSelection.ALL) && !known.contains(name))
                .findFirst()
                .map(name -> "names '" + name + "', which is no output" + (types.size() == 1 ? " of " + types.get(0).name() + " sources" : "") + "; "
                        + Options.closest(name, known).map(close -> "did you mean " + close + "?")
                                .orElse("outputs are " + String.join(", ", known) + ", or all."));
    }
}
