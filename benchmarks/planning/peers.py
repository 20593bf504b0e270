"""The queues of queues.ts in SimPy and in Ciw: python3 peers.py simpy|ciw STAGES PLACES RATE PEOPLE SEED. Stays are
exponential of mean 1. Prints events (an arrival or the end of a stay), seconds of the processor and the mean wait at
the first stage."""

import random
import sys
import time


def with_simpy(stages, places, rate, end, seed):
    import simpy

    luck = random.Random(seed)
    world = simpy.Environment()
    resources = [simpy.Resource(world, places) for _ in range(stages)]
    events = 0
    waits = 0.0
    began = 0

    def person():
        nonlocal events, waits, began
        for i, resource in enumerate(resources):
            came = world.now
            with resource.request() as place:
                yield place
                if i == 0:
                    waits += world.now - came
                    began += 1
                yield world.timeout(luck.expovariate(1))
                events += 1

    def source():
        nonlocal events
        while True:
            yield world.timeout(luck.expovariate(rate))
            events += 1
            world.process(person())

    world.process(source())
    world.run(until=end)
    return events, waits / began


def with_ciw(stages, places, rate, end, seed):
    import ciw

    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate)] + [None] * (stages - 1),
        service_distributions=[ciw.dists.Exponential(1)] * stages,
        number_of_servers=[places] * stages,
        routing=[[1.0 if j == i + 1 else 0.0 for j in range(stages)] for i in range(stages)],
    )
    world = ciw.Simulation(network)
    world.simulate_until_max_time(end)
    records = world.get_all_records()
    first = [each for each in records if each.node == 1]
    return len(first) + len(records), sum(each.waiting_time for each in first) / len(first)


which, stages, places, rate, people, seed = sys.argv[1], *sys.argv[2:]
run = {"simpy": with_simpy, "ciw": with_ciw}[which]
began = time.process_time()
events, wait = run(int(stages), int(places), float(rate), float(people) / float(rate), int(seed))
print(events, f"{time.process_time() - began:.6f}", f"{wait:.6f}")
