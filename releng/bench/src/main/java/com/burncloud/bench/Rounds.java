package com.burncloud.bench;

import com.burncloud.bench.Meter.Sample;
import com.burncloud.bench.load.LoadPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The same load on every target in turn, round after round: what else the machine does meanwhile hits all of them, and
 * who comes first changes with each round.
 */
record Rounds(List<Target> targets, Map<String, List<Sample>> samples) {

    static Rounds run(List<Target> targets, int rounds, Function<Target, LoadPlan> load)
            throws IOException, InterruptedException {
        var samples = new LinkedHashMap<String, List<Sample>>();
        targets.forEach(target -> samples.put(target.name(), new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (Target target : round % 2 == 0 ? targets : targets.reversed()) {
                samples.get(target.name()).add(new Meter(target.process()).measure(load.apply(target)));
                Thread.sleep(Duration.ofMillis(500)); // sockets of the last load close
            }
        }
        return new Rounds(targets, samples);
    }

    double median(String target, ToDoubleFunction<Sample> figure) {
        return median(samples.getOrDefault(target, List.of()).stream().mapToDouble(figure).toArray());
    }

    /** The median of the differences to another target's figure in the same round. */
    double medianAbove(String target, String base, ToDoubleFunction<Sample> figure) {
        var own = samples.get(target);
        var others = samples.get(base);
        double[] differences = new double[own.size()];
        for (int round = 0; round < differences.length; round++) {
            differences[round] = figure.applyAsDouble(own.get(round)) - figure.applyAsDouble(others.get(round));
        }
        return median(differences);
    }

    int failures(String target) {
        return samples.get(target).stream().mapToInt(sample -> sample.result().failures()).sum();
    }

    private static double median(double[] values) {
        java.util.Arrays.sort(values);
        int middle = values.length / 2;
        return values.length == 0 ? 0 : values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
