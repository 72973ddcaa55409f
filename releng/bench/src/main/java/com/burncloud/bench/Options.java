package com.burncloud.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Command line options: {@code --name value}, or {@code --name} alone for the named switches. */
public record Options(Map<String, String> values) {

    public static Options parse(String[] args, Set<String> names, Set<String> switches) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < args.length; i++) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : args[i];
            if (switches.contains(name)) {
                values.put(name, "true");
            } else if (args[i].startsWith("--") && names.contains(name) && i + 1 < args.length) {
                values.put(name, args[++i]);
            } else {
                throw new IllegalArgumentException("cannot read option " + args[i]);
            }
        }
        return new Options(values);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        return find(name).map(Integer::parseInt).orElse(otherwise);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }
}
