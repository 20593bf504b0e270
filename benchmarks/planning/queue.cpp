// The limit: a queue in stages as a plain loop over a binary heap, with sums of waits and nothing else. No identity,
// no routing, no keyed luck. Used by engine.ts: ./queue STAGES PLACES RATE PEOPLE SEED, stays are exponential of mean
// 1. Prints events, seconds of the processor and the mean wait at the first stage.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>
#include <vector>

struct Event {
  double time;
  int stage;  // -1: somebody comes
};
struct Later {
  bool operator()(const Event &a, const Event &b) const { return a.time > b.time; }
};

static uint64_t state[4];
static uint64_t rotate(uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

// xoshiro256++ of Blackman and Vigna.
static double exponential() {
  const uint64_t result = rotate(state[0] + state[3], 23) + state[0];
  const uint64_t t = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= t;
  state[3] = rotate(state[3], 45);
  return -std::log(((result >> 12) + 0.5) * 0x1p-52);
}

int main(int, char **argument) {
  const int stages = std::atoi(argument[1]);
  const int places = std::atoi(argument[2]);
  const double rate = std::atof(argument[3]);
  const double end = std::atof(argument[4]) / rate;
  for (int i = 0; i < 4; i++) state[i] = 0x9e3779b97f4a7c15u * (std::atoi(argument[5]) + 1) * (i + 1);
  for (int i = 0; i < 20; i++) exponential();

  const std::clock_t began = std::clock();
  std::priority_queue<Event, std::vector<Event>, Later> future;
  std::vector<std::queue<double>> waiting(stages);
  std::vector<int> inside(stages);
  std::vector<double> waits(stages);
  std::vector<long> starts(stages);
  long events = 0;
  double now = 0;
  const auto come = [&](int stage) {
    if (inside[stage] < places) {
      inside[stage]++;
      starts[stage]++;
      future.push({now + exponential(), stage});
    } else waiting[stage].push(now);
  };
  future.push({exponential() / rate, -1});
  while (!future.empty() && future.top().time <= end) {
    const Event event = future.top();
    future.pop();
    now = event.time;
    events++;
    if (event.stage < 0) {
      future.push({now + exponential() / rate, -1});
      come(0);
      continue;
    }
    const int stage = event.stage;
    if (waiting[stage].empty()) inside[stage]--;
    else {
      waits[stage] += now - waiting[stage].front();
      starts[stage]++;
      waiting[stage].pop();
      future.push({now + exponential(), stage});
    }
    if (stage + 1 < stages) come(stage + 1);
  }
  const double took = double(std::clock() - began) / CLOCKS_PER_SEC;
  std::printf("%ld %.6f %.6f\n", events, took, waits[0] / starts[0]);
}
